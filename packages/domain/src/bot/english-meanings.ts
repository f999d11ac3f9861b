/**
 * Different words, one thing: what customers call the same in a wallet. Each line is one meaning with the ways it is
 * said. Filling words are dropped from text and phrases alike before they are compared, so that "has not been working"
 * is found by "not working"; the longest phrase wins. A word not listed carries its own stem.
 */
import { stemEnglish } from './english-stem.ts'

const WAYS: Readonly<Record<string, string>> = {
  // things
  atm: 'atm|atms|cash machine|cash point|cashpoint|cash dispenser|money machine|hole in wall|machine',
  cash: 'cash|notes|banknotes|bills',
  cheque: 'cheque|check|cheques|checks',
  phone: 'phone|mobile|handset|cell|smartphone|iphone|android|cellphone|mobile phone',
  identity: 'identity|id|ids|identification|kyc|documents|document|passport|personal identity',
  virtual: 'virtual|digital card|online card',
  disposable: 'disposable|one time card|single use|throwaway|temporary|burner|disposable virtual',
  physical: 'physical|plastic|real card|actual card',
  pin: 'pin|pin number|pin code|pins',
  passcode: 'passcode|pass code|app code|code into app|code get into app|code to open',
  password: 'password|login password|log in details',
  salary: 'salary|wage|wages|pay check|paycheck|employer|earnings',
  payee: 'recipient|beneficiary|payee|receiver|other person|other side|landlord|seller|beneficiaries|recipients',
  friend: 'friend|friends|family|someone else|somebody else|relative|partner|wife|husband|mother|father|mum|mom',
  merchant: 'merchant|shop|store|vendor|retailer|restaurant|supermarket|seller',
  goods: 'item|product|goods|order|package|purchase|parcel|thing',
  network: 'visa|mastercard|master card',
  applepay: 'apple pay|google pay|apple watch|watch|apple wallet',
  statement: 'statement|history|bank statement',
  directdebit: 'direct debit|standing order|mandate|subscription|direct debits',
  currency: 'currency|currencies|fiat|fiat currencies',
  rate: 'exchange rate|conversion rate|rate|rates|exchange rates|interbank rate|currency rate',
  abroad:
    'abroad|overseas|foreign|international|another country|internationally|travel|travelling|traveling|vacation|holiday|other countries|different country',
  country:
    'country|countries|region|usa|europe|eu|uk|france|germany|spain|portugal|china|india|australia|japan|russia|america|england|canada|world|worldwide|continent|nation|european|american|british',
  details: 'details|address|name|surname|marry|married|wedding|personal information|personal details|email|moved house|contact information|moved',
  child: 'child|children|kid|kids|daughter|son|minor|teenager|teen|youth|underage|year old|years old|age|old enough|how old',
  source:
    'source of funds|source of my funds|source of money|where money comes from|where money came from|origin of money|origin of funds|source|where funds come from|where funds came from|origin',

  // doings
  withdraw:
    'withdraw|withdrawal|withdrawl|withdrew|withdraws|cash out|take out cash|take out money|take money out|took out money|took money out|get cash|got cash|get money out|draw out|take cash out|took out cash|took cash out|take out|took out|pull out money|get money from atm|pulled out|cash withdrawal',
  topup:
    'top up|topup|topped up|top off|topped off|add money|add funds|load money|reload|recharge|fund account|put money in|put money on|put money into|refill|add cash|topping|top',
  deposit: 'deposit|pay in|paid in|paying in|deposits',
  transfer: 'transfer|send money|sent money|wire|send funds|wired|transferred|transfers|money transfer|bank transfer|swift|sepa',
  pay: 'pay|payment|paid|purchase|bought|buy|buying|card payment|spend|spent',
  transaction: 'transaction|transactions',
  fee: 'fee|charge|cost|price|commission|surcharge|how much|expensive|free|fees|costs|charges|overcharged|fined|rates charged',
  discount: 'discount|cheaper|discounts|reduce',
  refund: 'refund|reimburse|reimbursement|money back|get back money|give back money|return money|refunded|give money back|refunds',
  exchange: 'exchange|convert|conversion|change currency|swap|currency exchange|exchanging|exchanges',
  cancel: 'cancel|stop|undo|reverse|take back|recall|cancellation|canceled|canceling|call off',
  change: 'change|edit|update|modify|alter|correct|switch',
  get: 'get|order|request|obtain|apply|receive|issue|send me',
  activate: 'activate|activation|turn on|activating|start using',
  link: 'link|connect|attach|relink|add card|put card|card in app|pair|bind|reactivate|re activate|found card|find card|found old',
  verify: 'verify|verification|authenticate|authentication|prove|proof|validate|proving|verified|confirm|verification code',
  close: 'close|delete|terminate|shut down|deactivate account|closing|get rid of account|leave|end account|close account|delete account',
  contactless: 'contactless|tap|tapping|nfc|tap to pay',
  expire: 'expire|expires|expiry|expiring|expiration|valid thru|run out|renew|renewal',
  arrive: 'arrive|arrival|delivered|delivery|come in mail|in mail|in post|shipping|shipped|posted|mail|mailed|ship|delivering|post|courier',
  track: 'track|tracking|status of card',
  accept: 'accept|accepted|accepts|accepting|acceptance|take card|taken|use card|card be used',
  support: 'supported|support|operate|available|offer|serve',
  contact: 'contacted|contact|asked merchant|spoke|asked',

  // states
  pending: 'pending|processing|in progress|stuck|not complete|not processed|not finished|not finalised|not cleared|uncleared|outstanding|processed yet',
  wait: 'wait|waiting|awaiting',
  decline: 'decline|declined|reject|rejected|refuse|refused|turned down|not accepted|denied|not approved|declining|not authorized at|declines|rejecting',
  notallowed: 'not allowed|not permitted|not possible|forbidden|not let me|not able transfer|allowed',
  fail: 'fail|failed|failing|failure|unsuccessful|not go through|not went through|not gone through|not successful|error|not processed correctly|not completed|fails|not through|error message',
  notwork:
    'not work|not working|stop working|stopped working|no longer work|broken|not function|not get to work|not functioning|out of order|malfunction|defective|not respond|not usable|broke|not use|unusable|not get work',
  trouble:
    'unable|not able|trouble|problem|issue|difficult|difficulty|hard time|struggling|having problems|not seem|problems|issues|not can|not pass|not passed',
  returned:
    'revert|reverted|returned|sent back|came back|reversed|back in account|back to account|go back|went back|bounce|bounced|reverts|reverting|got money back|put back|back into account|taken back|returned to me|undone|got cancelled|was cancelled|been cancelled|be cancelled|cancelled',
  missing:
    'not showing|not show|not shown|not show up|not showing up|not see|missing|not appear|not arrived|not arrive|not received|not receive|not get|not got|never came|never got|not there|disappeared|vanished|gone|not reflected|not credited|not updated|not come|not here|never received|never arrived|not in account|not visible|not find|not posted|not in balance|not reached|not updating|not there anymore|show up|not turned up|not sent',
  unchanged: 'not changed|not change|same|balance same|unchanged',
  lost: 'lost|lose|misplaced|can not find|left behind|dropped|lost track',
  stolen: 'stolen|stole|robbed|theft|pickpocketed|snatched|mugged|thief|robbery',
  unknown:
    'not recognise|not recognize|unknown|not make|not made|not do|not done|not mine|not me|unauthorised|unauthorized|not authorise|not authorize|strange|fraudulent|fraud|not remember|not know what|without permission|not familiar|never made|not set up|not agree|suspicious|not approve|unfamiliar|not recall|weird|never authorised|not sign up|not perform|never bought|not buy|without consent|without knowledge',
  blocked: 'block|blocked|locked|lock|unblock|unlock|locked out|frozen|freeze|suspended|restricted|disabled|unlocking|unblocked',
  toomany: 'too many|attempts|tries|several times wrong|tried too often|too many times|incorrectly',
  forgot: 'forgot|forgotten|forget|can not remember|not know passcode|not know password|not know pin',
  double:
    'twice|double|two times|duplicate|multiple times|more than once|two charges|repeated|duplicated|charged again|doubled|charged two|same charge|second time|duplicate charge|2 times',
  repeated: 'again and again|keeps|keep|every time|several times|multiple attempts|couple times|continuously|repeatedly',
  swallowed:
    'swallow|swallowed|ate|eat|eaten|kept card|keep card|not give back card|sucked|took card|stuck in atm|retained|not return card|captured|not give card back|not come out|eats|not returned card|swallows|stuck in machine',
  extra: 'extra|additional|another|second|spare|more cards|more',
  small: 'one pound|one dollar|one euro|additional pound|1 pound|extra pound|small amount|_money extra|extra _money',
  limit: 'limit|maximum|max|how many|cap|limits|limitations|restrictions|restriction|limited|as many',
  auto: 'auto|automatic|automatically|recurring|by itself|certain intervals|intervals|auto top up|periodically|regularly',
  wrong:
    'wrong|incorrect|not correct|not right|mistake|different amount|not match|false|incorrectly applied|off|bad|terrible|awful|messed up|mistaken|inaccurate',
  less: 'less|less than|only|only got|not all|full amount|less money|short|only gave|only received|wrong amount|different amount|amount requested|not enough',
  compromised:
    'compromised|hacked|leaked|skimmed|card details stolen|copied|cloned|someone used card|someone using card|someone has card|used by someone|using card without',
  new: 'new|just got|first|recently received',

  // questions
  howlong:
    'how long|when will|when do|when should|how many days|how soon|what time|how fast|timeframe|time frame|how many hours|when can|how quickly|when is|timing|long does|how much longer|when|quickly|fast|faster|turnaround|hours|days',
  howto: 'how do|how can|how to|how would|how should|steps|procedure|instructions|process for|guide|walk me|tell me how|how go|method|what do i do to|way to',
  why: 'why|reason|explain|how come|purpose|what for|cause|necessary|need know so much|what made',
  where: 'where|location|locations|nearest|closest|near me|nearby|which atms',
  which: 'which|what kind|what types|types|kinds|list of|what documents',
}

/** Words without a meaning of their own here: left out wherever they stand. */
const FILLING = new Set(
  (
    'a an the i me my mine you your yours it its this that these those to of in on at for from by with and or but so if as is are was were be been being am ' +
    'do doe did have ha had will would should could can mai might there just some ani ve hi hello pleas thank help need want like u we our they them he she him her his ' +
    'hi about into than then too also ye even veri realli actual still yet now todai yesterdai alreadi seem keep tri someth anyth get got make go it becaus becau all ' +
    'ok okai dear sir madam guy ll re who whom whose while after befor sinc until ago earlier week hour dai month last morn up out'
  ).split(' '),
)
/** These carry the meaning of a phrase although they are filling alone. */
const PHRASE_WORDS = new Set('in on of to for from by up out into do did can get got make keep me my i all has have be been was it go will'.split(' '))

type Way = { stems: readonly string[]; meaning: string }

const stripped = (stems: readonly string[], dropped: ReadonlySet<string>): string[] => stems.filter((stem) => !dropped.has(stem))
const LIGHT = new Set([...FILLING].filter((word) => !PHRASE_WORDS.has(word)))
const LIGHTER = new Set([...LIGHT, 'my', 'me', 'i', 'it', 'be', 'been', 'was', 'ha', 'have', 'to', 'will'])

const waysByFirst: ReadonlyMap<string, readonly Way[]> = (() => {
  const ways = Object.entries(WAYS).flatMap(([meaning, said]) =>
    said
      .split('|')
      .map((phrase) => ({ stems: stripped(phrase.split(' ').map(stemEnglish), phrase.includes(' ') ? LIGHTER : new Set()), meaning: meaning.toUpperCase() })),
  )
  ways.sort((a, b) => b.stems.length - a.stems.length)
  const byFirst = new Map<string, Way[]>()
  for (const way of ways) byFirst.set(way.stems[0] ?? '', [...(byFirst.get(way.stems[0] ?? '') ?? []), way])
  return byFirst
})()

/** Meanings in the order they are said; what has no listed meaning stays as its stem. */
export function meaningsOf(stems: readonly string[]): string[] {
  const said = stripped(stems, LIGHTER)
  const meanings: string[] = []
  for (let at = 0; at < said.length; ) {
    const way = waysByFirst.get(said[at] ?? '')?.find((candidate) => candidate.stems.every((stem, offset) => said[at + offset] === stem))
    if (way !== undefined) {
      meanings.push(way.meaning)
      at += way.stems.length
    } else {
      const stem = said[at] ?? ''
      if (!FILLING.has(stem)) meanings.push(stem)
      at += 1
    }
  }
  return meanings
}
