/**
 * `npm run doctor`: looks at this deployment, tells a line a check, and exits with 1 when one failed. `--json` prints
 * the findings for a program. Starts nothing, changes nothing.
 */
import { fileURLToPath } from 'node:url'
import { examine } from './platform/doctor/examine.ts'
import { hasFailed, printFindings } from './platform/doctor/finding.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const findings = await examine(process.env, { root })
const isJson = process.argv.includes('--json')
process.stdout.write(`${isJson ? JSON.stringify({ healthy: !hasFailed(findings), findings }, null, 2) : printFindings(findings)}\n`)
process.exitCode = hasFailed(findings) ? 1 : 0
