-- A conversation is found by the end of the order number of the transaction that it is about, as customers tell it.
-- Lock cost: while the index is built by reading `conversation` once, nobody writes it.

create index conversation_order_no on conversation (reverse(upper(transaction #>> '{transaction,orderNo}')) text_pattern_ops)
  where transaction is not null;
