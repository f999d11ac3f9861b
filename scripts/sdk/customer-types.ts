/**
 * The customer's part of the API as TypeScript: named shapes, and for every operation what goes in and what comes
 * back. Only types come out; the SDK carries no validator, as the server validates with the same schemas.
 */
import { compile, type JSONSchema } from 'json-schema-to-typescript'
import type { JsonSchema, Operation, Paths } from './read-openapi.ts'

const PREFIX = '/api/customer'
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

/** Shapes worth a name of their own, by where they first stand. Wherever else the same schema stands, the name does. */
const NAMED: Record<string, readonly string[]> = {
  Attachment: ['POST /attachments', 'reply', 'properties', 'attachment'],
  Transaction: ['GET /transactions', 'reply', 'properties', 'transactions', 'items'],
  Article: ['GET /articles/{slug}', 'reply'],
  ArticleHit: ['GET /articles', 'reply', 'properties', 'articles', 'items'],
  Conversation: ['GET /conversations/{conversationId}', 'reply'],
  Home: ['GET /home', 'reply'],
  Entry: ['GET /conversations/{conversationId}/entries', 'reply', 'properties', 'entries', 'items'],
}

type Shapes = { path: JsonSchema; query: JsonSchema; body: JsonSchema | null; reply: JsonSchema }

/** @returns the whole text of the generated file */
export async function customerTypes(paths: Paths): Promise<string> {
  const operations = collect(paths)
  const definitions = named(operations)
  const properties = Object.fromEntries([...operations].map(([name, shapes]) => [name, operationSchema(shapes, definitions)]))
  const schema = { title: 'Operations', ...strictObject(properties), definitions: withNames(definitions) }
  const written = await compile(
    // Our schemas are JSON; the library types them for two drafts at once.
    schema as unknown as JSONSchema,
    'Operations',
    {
      bannerComment: '/** Written by `npm run sdk:generate` from the server’s own OpenAPI description. Do not edit. */',
      style: { semi: false, singleQuote: true, printWidth: 160, trailingComma: 'all', arrowParens: 'always' },
      unreachableDefinitions: true,
      additionalProperties: false,
    },
  )
  // The library notes under every shape which schema it came from; here that is always the same one.
  return written.replaceAll(/\/\*\*\n \* This interface was referenced[\s\S]*?\*\/\n/g, '')
}

function collect(paths: Paths): Map<string, Shapes> {
  const found = new Map<string, Shapes>()
  for (const [path, methods] of Object.entries(paths)) {
    if (!path.startsWith(`${PREFIX}/`)) continue
    for (const method of METHODS) {
      const operation = methods[method]
      if (operation !== undefined) found.set(`${method.toUpperCase()} ${path.slice(PREFIX.length)}`, shapesOf(operation))
    }
  }
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)))
}

function shapesOf({ parameters = [], requestBody, responses = {} }: Operation): Shapes {
  const placed = (place: 'path' | 'query'): JsonSchema => {
    const here = parameters.filter((parameter) => parameter.in === place)
    return strictObject(
      Object.fromEntries(here.map(({ name, schema }) => [name, lean(schema)])),
      here.filter(({ required }) => required).map(({ name }) => name),
    )
  }
  const content = responses['200']?.content?.['application/json']?.schema
  return { path: placed('path'), query: placed('query'), body: bodyOf(requestBody), reply: content === undefined ? {} : lean(content) }
}

function bodyOf(requestBody: Operation['requestBody']): JsonSchema | null {
  const schema = requestBody?.content['application/json']?.schema
  return schema === undefined ? null : lean(schema)
}

/** Without what only a validator needs: a pattern says nothing in TypeScript, and bounds would be told as tuples. */
function lean(value: JsonSchema): JsonSchema {
  const {
    pattern: _p,
    minimum: _min,
    maximum: _max,
    exclusiveMinimum: _more,
    maxItems: _most,
    minItems: _least,
    maxLength: _long,
    minLength: _short,
    default: _d,
    format: _f,
    ...kept
  } = value
  return Object.fromEntries(Object.entries(kept).map(([key, part]) => [key, leanPart(part)]))
}

function leanPart(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(leanPart)
  return isSchema(part) ? lean(part) : part
}

function named(operations: Map<string, Shapes>): Map<string, JsonSchema> {
  return new Map(
    Object.entries(NAMED).map(([name, [operation = '', ...steps]]) => {
      const schema = steps.reduce<unknown>((part, step) => (isSchema(part) ? part[step] : undefined), operations.get(operation))
      if (!isSchema(schema)) throw new Error(`${name} is no longer found at ${operation} ${steps.join('.')}`)
      return [name, schema]
    }),
  )
}

function operationSchema({ path, query, body, reply }: Shapes, names: Map<string, JsonSchema>): JsonSchema {
  const properties: Record<string, unknown> = { reply: refer(reply, names) }
  if (Object.keys(path['properties'] ?? {}).length > 0) properties['path'] = path
  if (Object.keys(query['properties'] ?? {}).length > 0) properties['query'] = query
  if (body !== null) properties['body'] = refer(body, names)
  return strictObject(properties)
}

/** Named shapes hold other named ones by name too, but not themselves. */
const withNames = (names: Map<string, JsonSchema>): Record<string, unknown> =>
  Object.fromEntries([...names].map(([name, schema]) => [name, refer(schema, new Map([...names].filter(([other]) => other !== name)))]))

function refer(part: JsonSchema, names: Map<string, JsonSchema>): JsonSchema {
  const text = JSON.stringify(part)
  for (const [name, schema] of names) if (JSON.stringify(schema) === text) return { $ref: `#/definitions/${name}` }
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, referPart(value, names)]))
}

function referPart(value: unknown, names: Map<string, JsonSchema>): unknown {
  if (Array.isArray(value)) return value.map((one) => referPart(one, names))
  return isSchema(value) ? refer(value, names) : value
}

const strictObject = (properties: Record<string, unknown>, required = Object.keys(properties)): JsonSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && !Array.isArray(value)
