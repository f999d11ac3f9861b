import type { CatalogueShape } from './shape.ts'
import type { people as chinese } from './zh-CN-people.ts'

export const people: CatalogueShape<typeof chinese> = {
  signIn: {
    title: 'Sign in', sub: 'For support and operations staff only.', withPasskey: 'Sign in with a passkey', orPassword: 'or with a password', email: 'Work email', password: 'Password', showPassword: 'Show password', hidePassword: 'Hide password', next: 'Next', do: 'Sign in', foot: 'Each wrong try makes the next wait longer. Forgot your password? Ask an admin for a new invitation.', wait_one: '{{count}} second left.', wait_other: '{{count}} seconds left.',
    confirmYou: 'Confirm it’s you', confirmYouSub: 'You can see customers’ money, so there is always a second step.', touchKey: 'Use your security key, fingerprint or face', usePasskey: 'Confirm with a passkey', useKey: 'Use a passkey', useCode: 'Enter the code from your authenticator', enterCode: 'Enter the code', enterCodeSub: 'Six digits from your authenticator app.', code: 'Code', digit: 'Digit {{position}}', lostKey: 'Lost your device? See an admin in person; it isn’t done by phone.',
    demo: 'Demonstration', demoSub: 'Choose somebody to sign in as, one click.',
  },
  invitation: { title: 'Set up your account', sub: 'The invitation works once.', name: 'Name', nameHint: 'Customers see this name.', password: 'Choose a password', passwordHint: 'At least 8 characters, nothing common.', do: 'Finish and sign in', broken: 'The invitation link is incomplete', brokenNext: 'Copy the whole link, or ask an admin for a new one.' },
  factor: {
    required: 'Set up a second step', requiredSub: 'What you may do needs a second step. Set one up to go on.', passkey: 'Passkey', passkeySub: 'Fingerprint, face or security key: quickest and safest.', totp: 'Authenticator app', totpSub: 'Six digits from an app each time.', foot: 'You can add another kind later in the settings, in case a device is lost.', scan: 'Scan this with your authenticator app.', qr: 'QR code for the authenticator', byHand: 'Can’t scan? Enter the key by hand', thenCode: 'Then enter the six digits it shows.', confirm: 'Switch it on',
    totpOn: 'On', totpOff: 'Off', setUp: 'Set up', replace: 'Replace', passkeyCount_one: '{{count}} added', passkeyCount_other: '{{count}} added', add: 'Add', passkeyAdded: 'Passkey added', totpDone: 'Authenticator app switched on',
  },
  stepUp: { title: 'Confirm it’s you', why: 'This step matters, so it needs a confirmation from the last five minutes.', do: 'Confirm and go on' },
  sessions: { title: 'Signed-in devices', current: 'this device', lastSeen: 'last used {{when}}', end: 'End', ended: 'That device was signed out' },
  role: { agent: 'Agent', lead: 'Lead', admin: 'Admin', can: { agent: 'Answers conversations and sees customers’ wallets.', lead: 'Also assigns, restricts, redacts, blocks, and manages canned replies.', admin: 'Also manages staff and teams.' } },
  staff: {
    title: 'Staff', invite: 'Invite', inviteDo: 'Make the invitation link', name: 'Name', email: 'Email', role: 'Role', teams: 'Teams', capacity: 'Capacity', capacityHint: 'How many at once; beyond it nothing more is given.', secondFactor: 'Second step', lastSeen: 'Last seen', inactive: 'Switched off', factorOn: 'Set up', factorOff: 'Not set up', invited: 'Invited {{when}}', none: 'No staff yet', noneNext: 'Invite the first colleague.', saved: 'Saved',
    active: 'Active', activeHint: 'Switching off signs out every device at once; open conversations go back to their queues.', noTeams: 'No teams yet. Make one first.', newLink: 'New invitation link', linkTitle: 'Invitation link', linkOnce: 'Shown only this once, valid until {{until}}. Hand it over by a way you trust.', linkCopy: 'Copy link', linkCopied: 'Copied',
  },
  teams: { title: 'Teams', add: 'New team', name: 'Name', otherName: 'Chinese name', nameZh: 'Chinese name', nameEn: 'English name', questions: 'Questions', members: 'People', none: 'No teams yet', noneNext: 'Make one and choose the questions it answers.', saved: 'Saved', delete: 'Delete team', deleted: 'Team deleted' },
  replies: {
    title: 'Canned replies', add: 'New canned reply', shortcut: 'Shortcut', shortcutHint: 'Typed in the composer after /.', shortcutWrong: 'Letters, digits, underscores and hyphens only, at most 30.', name: 'Title', text: 'Text', textZh: 'Chinese text', textEn: 'English text', team: 'For team', everyone: 'Every team', variables: 'Variables:', unknown: 'No such variable: {{names}}', none: 'No canned replies yet', noneNext: 'Keep what is often said, and use it by typing / in the composer.', saved: 'Saved', delete: 'Delete', deleted: 'Deleted',
  },
}
