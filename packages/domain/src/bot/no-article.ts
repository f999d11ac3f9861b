/**
 * Examples of questions that no article answers, so that the ranker knows them as such: those for a person although
 * there is nothing to read about them, and those that have nothing to do with a wallet.
 */
import type { Language } from '@yingda/protocol/language.ts'

/** Topic of the questions that are none of ours. */
export const OUTSIDE = '-outside'
const PERSON = '-person:'

/** The intent of a person-only topic, or null when the topic is something else. */
export const personIntentOf = (topic: string): string | null => (topic.startsWith(PERSON) ? topic.slice(PERSON.length) : null)

type Examples = Readonly<Record<string, readonly string[]>>

const ENGLISH: Examples = {
  [`${PERSON}deceased_holder`]: [
    'my father has died and had an account with you', 'account of a person who passed away', 'the account holder is deceased', 'my mother died, what happens to her wallet',
    'I am the executor of an estate', 'my husband passed away, how do I get the money from his account', 'inherit money from a wallet account', 'report a death',
  ],
  [`${PERSON}legal_threat_or_media`]: [
    'I will take legal action against you', 'my lawyer will contact you', 'I am going to sue your company', 'I will tell the newspapers', 'you will hear from my solicitor', 'I am a journalist writing about your company',
  ],
  [`${PERSON}vulnerable_distress`]: [
    'I have lost everything and cannot go on', 'I am desperate, this was my last money for food', 'I feel hopeless and do not want to live', 'I cannot cope any more', 'my children have nothing to eat because of this',
  ],
  [OUTSIDE]: [
    'is it going to be sunny today', 'weather forecast for the week', 'how do I cook rice', 'a recipe for chicken soup', 'how to bake a chocolate cake', 'which film should I watch', 'who won the election',
    'who won the championship', 'what is the capital of Australia', 'how high is Mount Everest', 'tell me something funny', 'tell me a story', 'write an essay for me', 'translate this into French', 'what day is it today',
    'what is the time', 'how old is the universe', 'do you sleep', 'what is your name', 'do you have feelings', 'where do you live', 'can you dance', 'I feel lonely, talk to me', 'my dog is ill', 'how do I look after a rabbit', 'plants for a dark room',
    'I have a cold, what helps', 'how do I stop snoring', 'a diet to get slimmer', 'exercises for the knees', 'how do I repair a bicycle', 'my car will not start', 'my computer is slow', 'the internet at home is down', 'how do I clean the oven', 'my television has no picture',
    'reset the password of my mail provider', 'my video streaming subscription does not play', 'an online shop sent me the wrong shirt', 'where is my parcel from the online shop', 'my taxi was late', 'book a flight to Rome', 'cancel my hotel room', 'a restaurant near here', 'I want to order a hamburger',
    'tickets for the concert', 'opening hours of the zoo', 'when does the supermarket close', 'how do I learn to swim', 'teach me chess', 'how do I play the piano', 'the best university', 'how do I write a CV', 'a job at your company', 'how do I quit smoking',
    'how do I get a driving licence', 'how do I get a visa for travelling', 'where do I renew my passport', 'which shares will go up', 'should I invest in gold', 'will house prices fall', 'what are lottery numbers', 'what does my star sign say',
    'explain gravity', 'who invented the telephone', 'when did the war end', 'why do leaves fall', 'how big is a whale', 'what do bees eat', 'how do I tie a tie', 'a present for my brother', 'how do I iron a shirt', 'my neighbour is too loud', 'my landlord does not repair the heating', 'write code in java', 'what is an algorithm',
    'play some music', 'call my wife', 'switch on the lamp', 'wake me at seven', 'what a lovely morning', 'you are funny', 'I like you', 'nothing', 'just testing', 'aaaa bbbb cccc', 'zxcv bnm asd', 'the train is late', 'my knee hurts', 'I dreamed of a dragon', 'she sells sea shells', 'to be or not to be', 'what is the best football club', 'how long does it take to fly to the moon',
  ],
}

const CHINESE: Examples = {
  [`${PERSON}deceased_holder`]: ['我父亲去世了，他的账户怎么办', '账户本人已经过世', '家人去世了钱包里的钱怎么取', '继承钱包余额', '老人走了，他账户里的钱怎么处理', '亡故客户的账户', '我爱人不在了，想注销他的账户', '办理遗产要什么手续'],
  [`${PERSON}legal_threat_or_media`]: ['我要起诉你们', '我会找律师', '我们法院见', '我要找媒体曝光', '我要去法院告你们公司', '我是记者，想采访你们'],
  [`${PERSON}vulnerable_distress`]: ['我活不下去了', '这是我最后的钱了，没钱吃饭了', '我真的撑不住了', '我快崩溃了，全部积蓄都没了', '孩子等着这笔钱看病，我快绝望了'],
  [OUTSIDE]: [
    '后天冷不冷', '这周末的天气预报', '米饭怎么煮', '鸡汤怎么炖', '蛋糕怎么烤', '宫保鸡丁的做法', '哪部电影好看', '谁赢了比赛', '澳大利亚的首都是哪里', '长江有多长', '说个好笑的', '讲个故事', '写一篇作文', '翻译成法语', '今天星期几', '现在是几点钟',
    '宇宙有多大', '你会睡觉吗', '你叫什么名字', '你住在哪里', '你会跳舞吗', '我很孤单', '我的狗生病了', '兔子怎么养', '什么花好养', '嗓子疼怎么办', '打呼噜怎么治', '怎样瘦肚子', '膝盖怎么锻炼', '自行车怎么修', '车子打不着火', '电脑很卡', '家里断网了', '烤箱怎么清洗', '电视没有画面',
    '邮箱密码忘了怎么找回', '视频会员看不了', '网购的衣服发错了', '网店的包裹到哪里了', '出租车司机拒载', '订一张去三亚的机票', '酒店怎么退房', '附近的餐馆', '我要点一份外卖', '演唱会门票', '动物园几点开门', '超市几点关门', '怎么学游泳', '教我下象棋', '钢琴怎么入门', '哪所大学好', '简历怎么写', '你们公司招聘吗', '怎么戒烟',
    '怎么办签证', '护照在哪里换', '哪只股票会涨', '黄金能买吗', '房价会跌吗', '彩票号码', '今日运势', '什么是引力', '电话是谁发明的', '战争什么时候结束的', '树叶为什么会落', '鲸鱼有多大', '蜜蜂吃什么', '领带怎么打', '送哥哥什么礼物', '衬衫怎么熨', '邻居太吵了', '暖气坏了找谁', '写一段程序', '什么是算法',
    '放首歌', '打电话给妈妈', '把灯打开', '七点叫我起床', '早上空气真好', '你真有意思', '我喜欢你', '没事', '测试一下', '呵呵呵', '啦啦啦', '火车晚点了', '我腰疼', '昨晚做了个梦', '春眠不觉晓', '哪个球队最强', '孩子作业太多', '属相配对', '量子力学是什么', '晚饭吃什么', '周末去哪里玩',
  ],
}

export const noArticleExamples = (language: Language): Examples => (language === 'en' ? ENGLISH : CHINESE)
