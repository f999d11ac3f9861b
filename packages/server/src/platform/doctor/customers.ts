/** How customers come in: which pages may carry the widget, and by which keys they are known. */
import { readFile } from 'node:fs/promises'
import type { Config } from '../config.ts'
import { publishedAt, readKeySet, weaknessOf } from '../config/key-set.ts'
import { failed, type Finding, note, ok, reasonOf } from './finding.ts'

export function checkPages({ widgetOrigins }: Pick<Config, 'widgetOrigins'>): Finding {
  if (widgetOrigins.length > 0) return ok('pages', `The widget may stand on ${widgetOrigins.join(', ')}.`)
  return note('pages', 'No page of the wallet may carry the widget.', 'Set WIDGET_ORIGINS to the origins of the pages that do.')
}

export async function checkCustomers({ customerKeys }: Pick<Config, 'customerKeys'>): Promise<Finding> {
  if (customerKeys === null)
    return note('customers', 'Nobody can sign in: all who ask are visitors.', 'Set CUSTOMER_JWT_SECRET, CUSTOMER_JWKS_URL or CUSTOMER_JWKS_FILE.')
  if (customerKeys.kind === 'secret') return ok('customers', 'Known by tokens with HS256 and CUSTOMER_JWT_SECRET.')
  const [name, place] = customerKeys.kind === 'jwksUrl' ? ['CUSTOMER_JWKS_URL', customerKeys.url] : ['CUSTOMER_JWKS_FILE', customerKeys.path]
  try {
    const { keySet, fault } = readKeySet(await (customerKeys.kind === 'jwksUrl' ? publishedAt(place) : readFile(place, 'utf8')))
    if (fault !== null) return failed('customers', `${place} ${fault}.`, `Correct what ${name} names; until then nobody can sign in.`)
    const weakness = weaknessOf(keySet)
    if (weakness !== null) return failed('customers', `${place} ${weakness}.`, 'Make a new pair of keys with a new kid, and publish the public part alone.')
    const kids = keySet.keys.map(({ kid }) => kid ?? 'without kid').join(', ')
    return ok('customers', `Known by tokens with the keys at ${place}: ${kids}.`)
  } catch (error) {
    return failed('customers', `${place} cannot be read: ${reasonOf(error)}.`, `Correct ${name}; until then nobody can sign in.`)
  }
}
