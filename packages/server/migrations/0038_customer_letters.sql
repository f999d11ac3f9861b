-- A customer is found by any part of his name or of the wallet's id for him, of two letters or more, without reading all
-- of them: the index holds every pair of neighbouring letters, in any script. Whoever is sought has all the pairs of what
-- was typed. Lock cost: while the index is built by reading `customer` once, nobody writes it.

create function neighbours_in(one text, other text) returns text[]
  language sql immutable parallel safe
  return array(select distinct substr(words, n, 2) from unnest(array[lower(one), lower(other)]) words, generate_series(1, length(words) - 1) n);

create index customer_letters on customer using gin (neighbours_in(name, external_id)) where name is not null or external_id is not null;
drop index customer_name;
