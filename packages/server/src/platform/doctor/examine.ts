import { ConfigError } from '../config/problems.ts'
import { type Config, loadConfig } from '../config.ts'
import type { Environment } from '../config/read.ts'
import { checkCustomers, checkPages } from './customers.ts'
import { checkDatabase } from './database.ts'
import { checkKeys, checkStorage } from './files.ts'
import { operatorWords } from '../operator-words.ts'
import { IN_EARNEST, ON_TRIAL } from '../trial.ts'
import { failed, type Finding, note, ok, reasonOf } from './finding.ts'
import { checkMail } from './mail.ts'
import { checkDisks, checkFrontEnds, checkNode } from './machine.ts'
import { checkNats, checkPublicUrl, checkWebhooks } from './network.ts'
import { checkWallet } from './wallet.ts'

/** Every check of a deployment, in the order to mend them. Starts nothing, changes nothing. */
export async function examine(env: Environment, { root }: { root: string }): Promise<Finding[]> {
  const machine = [checkNode(), await checkFrontEnds(root)]
  try {
    const config = loadConfig(env, { root, keys: 'read' })
    const trial = config.onTrial ? [note('trial', ON_TRIAL, `When it is to be the deployment: npm start -- ${IN_EARNEST}`)] : []
    return [...machine, ok('configuration', 'Every variable can be read.'), ...trial, ...(await examineDeployment(config))]
  } catch (error) {
    if (!(error instanceof ConfigError))
      return [...machine, failed('configuration', operatorWords(error) ?? reasonOf(error), 'Mend it and run the doctor again.')]
    return [...machine, ...error.faults.map(({ name, reason, example }) => failed('configuration', `${name} ${reason}.`, `Example: ${name}=${example}`))]
  }
}

async function examineDeployment(config: Config): Promise<Finding[]> {
  const found = await Promise.all([
    checkDatabase(config),
    checkStorage(config.storage),
    checkKeys(config),
    checkPublicUrl(config),
    checkPages(config),
    checkCustomers(config),
    checkWallet(config),
    checkWebhooks(config),
    checkNats(config),
    checkMail(config),
    checkDisks(config),
  ])
  return found.flat()
}
