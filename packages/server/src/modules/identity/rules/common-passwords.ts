/**
 * Cores of the passwords that are tried first, English and pinyin. A password is refused when one of them is all it
 * has beside digits and punctuation. Kept small: length does most of the work, this catches the obvious.
 */
export const COMMON_CORES: ReadonlySet<string> = new Set(
  `
  password passwort passw pass admin administrator root letmein welcome login master hello qwerty qwertyuiop qwertyui
  qwert asdf asdfgh asdfghjkl asdfjkl zxcvbn zxcvbnm qazwsx qazwsxedc qawsed qweasd qweasdzxc qwaszx qazwsxedcrfv onetwothree abc abcd abcde abcdef
  abcdefg abcdefgh aaa iloveyou ilove love lovely sunshine princess dragon monkey football baseball superman batman
  shadow michael jordan charlie freedom whatever trustno starwars computer internet secret changeme default guest
  test testing tester demo temp temporary user username office company support service customer helpdesk agent staff
  spring summer autumn winter january february march april june july august september october november december monday friday
  google apple android samsung microsoft windows alipay wechat weixin taobao baidu tencent wallet payment money bitcoin
  yingda yunhe yunhewallet xiaohe kefu kefuzhongxin qianbao zhifu zhifubao zhifumima denglu guanliyuan
  mima wodemima mimamima woaini woainima woaiwo woaiwojia woaizhongguo aini ainiyiwannian wobuaini woxiangni nihao nihaoma
  zhongguo beijing shanghai guangzhou shenzhen hangzhou chengdu wuhan nanjing tianjin chongqing hongkong taiwan macau
  baobao baobei laogong laopo mama baba gege jiejie didi meimei pengyou yisheng yishengyishi shengrikuaile xinnian facai
  gongxifacai wanshiruyi dajidali zhangsan lisi wangwu wangwei liwei zhangwei zhangjie liming xiaoming woshishui woshi
  wodejia nishishui caonima shabi gundan tiankong xiaotian feifei yangyang jingjing tiantian kuaile kaixin xingfu
  caiyun caishen longteng feilong tianshi mogui diyi wudi laoda dage
  `
    .trim()
    .split(/\s+/),
)
