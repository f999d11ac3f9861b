import type { BotWords, MoneyMoveWord, SummaryFacts, TransactionFacts } from './words.ts'

const MOVE: Readonly<Record<MoneyMoveWord, string>> = {
  payment: '付款',
  transfer: '转账',
  top_up: '充值',
  withdrawal: '提现',
  refund: '退款',
  incoming: '收款',
  other: '交易',
}
const DO_AGAIN: Readonly<Record<MoneyMoveWord, string>> = {
  payment: '请不要再付一次',
  transfer: '请不要再转一次',
  top_up: '请不要再充一次',
  withdrawal: '请不要再提一次',
  refund: '请先不要重复申请',
  incoming: '请先不要让对方再转一次',
  other: '请不要重复操作',
}
const NOT_YET: Readonly<Record<MoneyMoveWord, string>> = {
  payment: '还没有付给对方',
  transfer: '还没有转给对方',
  top_up: '还没有到您的余额',
  withdrawal: '还没有到银行卡',
  refund: '还没有退到',
  incoming: '还没有到您的余额',
  other: '还没有完成',
}

const this_ = ({ amount, move }: TransactionFacts): string => `这笔 ${amount} 的${MOVE[move]}`
const until = (by: string | null, words: (by: string) => string): string => (by === null ? '' : words(by))

export const zhCN: BotWords = {
  introduce: (name) => `我是机器人${name}。`,
  greeting: (name) => `您好，我是机器人${name}，根据帮助文章和您钱包里的记录回答问题。请说说遇到了什么，也可以随时转人工。`,
  thanks: '不客气。还有别的问题，随时在这里问我。',
  glad: '好的，很高兴帮到您。还有别的问题，随时在这里问我。',
  secretShared:
    '请不要把密码、验证码或完整卡号发给任何人，包括我们。如果刚才发的是真的，请尽快在 App 里更换；验证码不要再使用。您的问题可以不带这些内容再说一遍。',
  secretHidden: {
    code: '请不要把验证码发给任何人，包括我们。刚才那串数字我已经隐藏。',
    card: '请不要把完整卡号发给任何人，包括我们。刚才那串数字我已经隐藏。',
    cvv: '请不要把卡的安全码发给任何人，包括我们。刚才那串数字我已经隐藏。',
    password: '请不要把密码发给任何人，包括我们。刚才那串字符我已经隐藏。',
    key: '请不要把私钥或助记词发给任何人，包括我们。刚才那串内容我已经隐藏。',
  },
  filesOnly: '我还看不懂图片和文件。请用文字说说遇到了什么，或者转人工，同事能看到您发的内容。',
  filesAfterAnswer: '图片和文件我还看不懂，刚才是按您写的内容回答的。如果还没有解决，可以转人工，同事能看到您发的内容。',
  unsure: {
    among: '我不确定您问的是哪一件。下面的文章可能有答案；也可以换个说法告诉我，或者转人工。',
    alone: '这个问题我不确定怎么回答，不想随便猜。您可以换个说法告诉我，或者转人工。',
  },
  told_already: {
    among: '这件事我知道的，刚才都说了。如果还没有解决，可以看看下面的文章，或者转人工，由同事来查。',
    alone: '这件事我知道的，刚才都说了。如果还没有解决，可以转人工，由同事来查。',
  },
  askHelped: '这样回答解决您的问题了吗？',
  handover: {
    asked: '好的，已为您转给同事，我已把刚才的情况都交过去，您不用再说一遍。',
    missed: '这个问题我没能解决，需要同事来处理。我已把刚才的情况都交过去，您不用再说一遍。',
    topic: '这个问题需要同事来处理，我已把刚才的情况都交过去，您不用再说一遍。',
    distress: '您说的事我们很重视，我已请同事优先来接，您不用再说一遍。如果您或身边的人现在有危险，请先拨打当地的急救或报警电话。',
  },
  situation: {
    unknown: (facts) =>
      `${this_(facts)}，银行还没有给出结果，暂时不能确定钱是否已扣${until(facts.by, (by) => `，预计${by} 前有结果`)}。在有结果之前，${DO_AGAIN[facts.move]}。`,
    waits_for_customer: (facts) => `${this_(facts)}还没有扣款，正在等您在 App 里确认。`,
    not_charged: (facts) => `${this_(facts)}没有完成，没有扣款。`,
    cancelled: (facts) => `${this_(facts)}已经取消，没有扣款。`,
    not_charged_yet: (facts) => `${this_(facts)}还没有扣款。`,
    coming_in: (facts) => `${this_(facts)}正在转入，还没有到您的余额${until(facts.by, (by) => `，预计${by} 前到账`)}。`,
    on_hold: (facts) => `${this_(facts)}，金额在占用中，${NOT_YET[facts.move]}${until(facts.by, (by) => `，预计${by} 前有结果`)}。`,
    returning: (facts) => `${this_(facts)}，钱正在退回${facts.method}${until(facts.by, (by) => `，预计${by} 前到账`)}。`,
    returned: (facts) => `${this_(facts)}，钱已经退回${facts.method}。`,
    paid_out: (facts) =>
      facts.move === 'withdrawal' ? `${this_(facts)}已经完成，钱已转到${facts.method}。` : `${this_(facts)}已经完成，钱已到${facts.counterparty}。`,
    arrived: (facts) => `${this_(facts)}已经完成，钱已到您的余额。`,
    disputed: (facts) => `${this_(facts)}正在争议处理中，进度和下一步都在这笔交易的详情里。`,
  },
  reason: {
    insufficient_funds: '原因是可用余额不够支付金额和手续费，占用中的金额不能用来付款。可以先充值，或换一种付款方式。',
    amount_over_limit: '原因是金额超过了单笔限额。可以减少金额，或在 App 里提高限额。',
    period_limit: '原因是当天或当月的限额已用完。可以等限额恢复，或在 App 里提高限额。',
    below_minimum: '原因是金额低于最小金额。改一下金额就可以再付。',
    balance_cap: '原因是对方现在收不下这么多钱。可以减少金额，或请对方提高等级后再收。',
    method_expired: '原因是这张卡已过有效期。请在 App 里更新卡，或换一种付款方式。',
    method_invalid_details: '原因是卡的某项信息与银行留的不一致。请在 App 里重新填写，不要发在这里。',
    pin_wrong: '原因是支付密码不正确。请在 App 里重新输入，忘记了可以重设。',
    pin_locked: '原因是支付密码输错太多次，暂时锁定。可以等锁定结束，或在 App 里验证身份后重设。',
    authentication_required: '原因是需要您本人确认。请在 App 里完成验证后再付。',
    code_expired: '原因是付款码或报价已过期。请刷新后再付。',
    method_not_supported: '原因是这种付款方式不能用在这里。请换一种付款方式。',
    feature_switched_off: '原因是某项支付功能处于关闭状态。可以在 App 的设置里打开。',
    currency_country: '原因是不支持这个币种或地区。请换一个币种或付款方式。',
    account_restricted: '原因是账户目前受限。请先看 App 里有没有需要您完成的步骤，同事会接着处理。',
    kyc_required: '原因是实名等级不够。在 App 里升级实名后就可以办理。',
    payee_problem: '原因是对方的账户现在不能收款。请核对收款方，或联系对方换一个账户。',
    same_party: '原因是付款方和收款方是同一个账户。请换一个收款方。',
    duplicate: '原因是同一笔已经提交过。请先看第一笔的结果，不要再提交。',
    order_closed: '原因是订单超时或已取消。请重新下单后再付。',
    mandate_invalid: '原因是自动扣款的签约已经失效。可以重新签约，或单独付这一次。',
    provider_unavailable: '原因是银行或通道暂时没有回应。请以最终结果为准。',
    merchant_config: '原因在商家的收款系统，与您的账户无关。请告诉商家，或换一种付款方式。',
  },
  undisclosed: '您可以换一种付款方式，或由同事协助。',
  overdue: (by) => `原定${by} 前有结果，现在已经超过，我请同事来查。`,
  summary: summaryInChinese,
}

const WHY = { asked: '客户要求转人工', missed: '机器人两次没有解决', topic: '这类问题由人工处理', distress: '客户情绪困扰，请优先并谨慎应对' } as const

function summaryInChinese({ question, tried, why, situation }: SummaryFacts): string {
  const answers = tried.map(({ title, helped }) => `《${title}》${helped === false ? '（未解决）' : ''}`)
  return [
    question === null ? '客户还没有写下问题。' : `客户问：${question}`,
    situation === null ? '' : `钱包：${situation}`,
    answers.length === 0 ? '' : `机器人已答：${answers.join('、')}`,
    `转接原因：${WHY[why]}。`,
  ]
    .filter((line) => line !== '')
    .join('\n')
}
