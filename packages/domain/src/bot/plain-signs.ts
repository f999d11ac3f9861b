/** What is recognised by rule and not by likeness: it must be right on the first day and the same every time. */
import { hideSecrets } from '../conversation/hide-secrets.ts'

const GREETING =
  /^(hi|hello|hey|hiya|good (morning|afternoon|evening)|greetings|(hi|hello|hey) there|你好|您好|哈喽|嗨|在吗|在不在|早上好|下午好|晚上好|你好呀|有人吗|hello,? anyone( there)?|anyone there)$/
const ABOUT_BOT =
  /^(are you (a |an )?(bot|robot|human|real( person)?|machine|ai|person)|am i talking to a (bot|robot|human|person|machine)|who are you|what are you|你是(机器人|真人|人工|ai|谁|人)(吗|么|还是真人|还是机器人)?|您是(机器人|真人|谁)(吗|么)?)$/
const THANKS =
  /^((ok|okay|great|perfect|good|fine)[, ]*)?(thanks|thank you|thx|ty|cheers|many thanks|thanks a lot|thank you (very|so) much|that('s| is) all|got it|all good|no more questions)([, ]*(thanks|thank you|bye|goodbye|a lot|so much|very much))?$|^(好的?|明白了?|知道了|懂了|行|嗯)?[, ]*(谢谢|多谢|感谢|谢了|谢谢你|谢谢您|非常感谢|麻烦了|没问题了|没有了|好的|知道了|明白了|解决了)(啦|了|哈|您|你)?$/
const PERSON =
  /\b(talk|speak|chat|connect|transfer|put|pass)( me)?( \w+)? (to|with|through to) (a |an |the |some |your |one of your )?(real |live |actual |human )*(person|human|agent|someone|somebody|representative|advisor|adviser|colleague|operator|staff|support|customer service|people|team)\b|^(a |an )?(real |live |human )?(person|human|agent|operator|representative|human being)( please)?$|\b(real|live|actual) (person|human|agent)\b|\bhuman (agent|support|please)\b|\bi (want|need|would like|'d like) (a |an )?(real |live )?(person|human|agent|representative|operator)\b|转人工|人工客服|人工服务|^人工$|找人工|要人工|接人工|真人客服|真人服务|找真人|找个人|跟人说|和人说|转客服|联系客服|找客服|(不想|不要|别).{0,4}机器人/
const DISTRESS =
  /\b(kill myself|end my life|suicid\w*|want to die|don't want to live|no reason to live|hurt myself|self[- ]harm)\b|自杀|轻生|不想活|活不下去|想死|了结自己|自残|伤害自己/
const LEGAL =
  /\b(my (lawyer|solicitor|attorney)|see you in court|take you to court|sue you|suing|legal action|go to the (press|media|newspapers?)|journalist)\b|起诉|律师函|法院见|打官司|我的律师|曝光你们|找媒体|找记者|上热搜/

const ONLY_A_CODE = /^\D{0,4}\d{6}\D{0,2}$|^\d{4}$/

export type PlainSign = 'greeting' | 'thanks' | 'wants_person' | 'secret_shared' | 'distress' | 'legal'

/** @returns what the text plainly is, or null when it is to be compared with what is known */
export function plainSign(text: string): PlainSign | null {
  // Signs at the end are looked for from the first of them only: from each, a long run would take its length squared.
  const wide = text.normalize('NFKC').trim()
  if (sharesSecret(wide)) return 'secret_shared'
  const plain = wide.toLowerCase().replaceAll('’', "'")
  if (DISTRESS.test(plain)) return 'distress'
  if (PERSON.test(plain.replace(/(?<![!?.。，,！？])[!?.。，,！？]+$/u, ''))) return 'wants_person'
  if (LEGAL.test(plain)) return 'legal'
  const bare = plain.replace(/(?<![!?.。，,~！？～\s])[!?.。，,~！？～\s]+$/u, '').replace(/[!.。！]+/gu, '')
  if (GREETING.test(bare) || ABOUT_BOT.test(bare)) return 'greeting'
  return THANKS.test(bare) ? 'thanks' : null
}

/** What would be hidden stands in the text, or a number alone that looks like a code. */
export const sharesSecret = (text: string): boolean => ONLY_A_CODE.test(text.trim()) || hideSecrets(text, { asked: false }).hidden.length > 0
