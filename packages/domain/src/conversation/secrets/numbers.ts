/** What a number in a sentence is, told by what stands right before and after it. */

/** Money before the number, or a word of paying. */
const MONEY_BEFORE = /(?:[¥$€£₹]|\b(?:cny|rmb|usd|eur|hkd|gbp|jpy|sgd|inr|php)|人民币|金额|余额|限额|额度|balance|amount|limit)\s*(?:是|为|of|is|:|：)?\s*$/i
const PAYING_BEFORE =
  /(?:转账|转|充值|充|提现|提|付款|付|支付|消费|退款|退|扣款|扣|收款|收|存|借|还|花|transfer(?:red)?|paid|pay|paying|top(?:ped)? up|withdr[ae]w\w*|deposit\w*|spen[dt]|refund\w*|charged?|sen[dt])\s*(?:了|我|出|me|of|about)?\s*$/i
/** What is counted or measured, or a part of a date. */
const UNIT_AFTER =
  /^\s*(?:[元块万千百角%年月日号点秒天次条遍个位笔人岁分]|美元|美金|欧元|港币|日元|人民币|小时|(?:cny|rmb|usd|eur|hkd|gbp|jpy|sgd|inr|php|yuan|dollars?|bucks|euros?|pounds?|rupees?|pesos?|times|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|seconds?|secs?|digits?|people|messages|attempts|tries)(?![a-z]))/i
/** Numbers that are called something else. */
const NAMED_OTHERWISE =
  /(?:订单|单号|流水|交易|编号|工单|尾号|末四位|后四位|末尾|手机号|电话|热线|账号|账户|卡号|邮编|身份证|工号|门牌|报错|错误|提示|显示|失败|\b(?:order|transaction|txn|payment|reference|ref|ticket|case|invoice|tracking|receipt|ending|ends|last (?:four|4)|number|account|card|zip|hotline|errors?|failed|shows|since|until|room|id))\s*(?:号码|号|代码|码|digits|with|in|number|no\.?|id|code|#)?\s*(?:是|为|is|was|are|:|：|#|-)?\s*$/i

export const isMoney = (before: string, after: string): boolean => MONEY_BEFORE.test(before) || UNIT_AFTER.test(after)
export const isAfterPaying = (before: string): boolean => PAYING_BEFORE.test(before)
export const isNamedOtherwise = (before: string): boolean => NAMED_OTHERWISE.test(before)
