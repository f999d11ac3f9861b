/** Icons on a 16-unit grid, 1.5 px stroke that does not scale; each is the inside of an `<svg viewBox="0 0 16 16">`. */
export const iconAlert =
  '<path d="M8 2.2 14.2 13H1.8z"/><path d="M8 6.5v3M8 11.2v.01"/>'
export const iconAt =
  '<circle cx="8" cy="8" r="2.6"/><path d="M10.6 5.6v3.3c0 1 .6 1.6 1.5 1.6 1 0 1.7-1 1.7-2.5A5.8 5.8 0 1 0 11.3 12.8"/>'
export const iconBack =
  '<path d="M10 3 5 8l5 5"/>'
export const iconBell =
  '<path d="M3.6 11.4V7a4.4 4.4 0 0 1 8.8 0v4.4M2.4 11.4h11.2M6.6 13.8h2.8"/>'
export const iconBook =
  '<path d="M8 4C6.8 3 5 2.7 2.4 2.8v9.6c2.6-.1 4.4.2 5.6 1.2 1.2-1 3-1.3 5.6-1.2V2.8C11 2.7 9.2 3 8 4zM8 4v9.6"/>'
export const iconBot =
  '<rect x="2.8" y="5" width="10.4" height="8" rx="2"/><path d="M8 5V2.6M6 8.6v.8M10 8.6v.8M1.2 8.5v2M14.8 8.5v2"/>'
export const iconCard =
  '<rect x="1.8" y="3.4" width="12.4" height="9.2" rx="1.5"/><path d="M1.8 6.6h12.4M4.4 10h2.4"/>'
export const iconChart =
  '<path d="M2.4 2.4v11.2h11.2M5 10.4l2.6-3 2 1.8L13.2 5"/>'
export const iconChat =
  '<path d="M2.5 3.5h11v7.5H7.6L4.8 13.4V11H2.5z"/>'
export const iconCheck =
  '<path d="M3 8.5 6.5 12 13 4.5"/>'
export const iconChecks =
  '<path d="M1 8.5 4.2 12 10 4.5M7.5 11.4l.6.6L14.8 4.5"/>'
export const iconClip =
  '<path d="M13 7.2 7.9 12.3a3 3 0 0 1-4.3-4.2l5.3-5.3a2 2 0 0 1 2.9 2.8L6.6 10.8a1 1 0 0 1-1.4-1.4l4.7-4.7"/>'
export const iconClock =
  '<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.3 1.6"/>'
export const iconCode =
  '<rect x="1.8" y="4.6" width="12.4" height="6.8" rx="1.5"/><path d="M4.8 8h.01M8 8h.01M11.2 8h.01" stroke-width="2"/>'
export const iconCopy =
  '<rect x="5.4" y="5.4" width="8.2" height="8.2" rx="1.4"/><path d="M3.6 10.6h-.2a1 1 0 0 1-1-1V3.4a1 1 0 0 1 1-1h6.2a1 1 0 0 1 1 1v.2"/>'
export const iconDoc =
  '<path d="M4 1.8h5.2L12.5 5v9.2H4z"/><path d="M9 1.8V5.2h3.5M6 8.2h4.4M6 11h3"/>'
export const iconDone =
  '<circle cx="8" cy="8" r="6"/><path d="M5.4 8.2l1.9 1.9 3.4-3.9"/>'
export const iconDown =
  '<path d="M3.5 6 8 10.5 12.5 6"/>'
export const iconDownload =
  '<path d="M8 2.4v7.6M4.8 7 8 10.2 11.2 7M2.8 13.4h10.4"/>'
export const iconEye =
  '<path d="M1.4 8C2.9 5.2 5.2 3.6 8 3.6S13.1 5.2 14.6 8c-1.5 2.8-3.8 4.4-6.6 4.4S2.9 10.8 1.4 8z"/><circle cx="8" cy="8" r="2"/>'
export const iconEyeoff =
  '<path d="M2 2l12 12M6.3 4a6.5 6.5 0 0 1 1.7-.2c2.8 0 5.1 1.5 6.6 4.2a9.6 9.6 0 0 1-2 2.5M4 5.2A9 9 0 0 0 1.4 8c1.5 2.7 3.8 4.2 6.6 4.2 1.2 0 2.3-.3 3.3-.8"/>'
export const iconFail =
  '<circle cx="8" cy="8" r="6"/><path d="M6 6l4 4M10 6l-4 4"/>'
export const iconFilter =
  '<path d="M2.4 4h11.2M4.6 8h6.8M6.6 12h2.8"/>'
export const iconGear =
  '<circle cx="8" cy="8" r="2"/><path d="M8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4"/>'
export const iconGlobe =
  '<circle cx="8" cy="8" r="6"/><path d="M2 8h12M8 2c2 1.8 2.8 3.8 2.8 6S10 12.2 8 14C6 12.2 5.2 10.2 5.2 8S6 3.8 8 2z"/>'
export const iconHeadset =
  '<path d="M2.5 10V8a5.5 5.5 0 0 1 11 0v2"/><rect x="2" y="8.8" width="2.8" height="4" rx="1"/><rect x="11.2" y="8.8" width="2.8" height="4" rx="1"/><path d="M12.6 12.8c0 1-1.2 1.5-3 1.5"/>'
export const iconHold =
  '<path d="M4.2 2h7.6M4.2 14h7.6M5 2c0 3.4 3 4 3 6s-3 2.6-3 6M11 2c0 3.4-3 4-3 6s3 2.6 3 6"/>'
export const iconImage =
  '<rect x="2" y="3" width="12" height="10" rx="1.5"/><circle cx="5.6" cy="6.4" r="1.1"/><path d="M2.4 12 6.4 8.6l2.2 1.9 2.4-2.3 2.8 2.6"/>'
export const iconInbox =
  '<path d="M2.2 9.2 4 3h8l1.8 6.2V13H2.2z"/><path d="M2.2 9.2h3.4l.9 1.7h3l.9-1.7h3.4"/>'
export const iconInfo =
  '<circle cx="8" cy="8" r="6"/><path d="M8 7.2v3.6M8 5.1v.01"/>'
export const iconKey =
  '<circle cx="5.2" cy="10.8" r="2.9"/><path d="M7.3 8.7 13.2 2.8M10.6 5.4l2 2"/>'
export const iconLaptop =
  '<rect x="3" y="3" width="10" height="7.4" rx="1.2"/><path d="M1.4 13h13.2"/>'
export const iconLive =
  '<circle cx="8" cy="8" r="2"/><path d="M4.4 11.6a5 5 0 0 1 0-7.2M11.6 4.4a5 5 0 0 1 0 7.2"/>'
export const iconLock =
  '<rect x="3" y="7" width="10" height="7" rx="1.5"/><path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2"/>'
export const iconMail =
  '<rect x="1.8" y="3.2" width="12.4" height="9.6" rx="1.5"/><path d="M2.2 4.2 8 8.8l5.8-4.6"/>'
export const iconMobile =
  '<rect x="4.2" y="1.6" width="7.6" height="12.8" rx="1.6"/><path d="M7.2 12.2h1.6"/>'
export const iconMoon =
  '<path d="M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z"/>'
export const iconMore =
  '<path d="M3.5 8h.01M8 8h.01M12.5 8h.01" stroke-width="2"/>'
export const iconNo =
  '<path d="M13.6 8.8h-2.4v-6h2.4zM11.2 8.4 8.4 13.6c-1.2 0-1.7-.8-1.5-1.9l.5-2.3H3.7c-1 0-1.5-.8-1.3-1.7l.9-3.7c.2-.7.8-1.2 1.5-1.2h6.4"/>'
export const iconNote =
  '<path d="M2.8 2.8h10.4v6.8l-3.6 3.6H2.8z"/><path d="M13.2 9.6H9.6v3.6"/>'
export const iconPeople =
  '<circle cx="6" cy="5.4" r="2.5"/><path d="M1.4 13.4c.4-2.6 2.2-4 4.6-4s4.2 1.4 4.6 4M10.4 3.1a2.5 2.5 0 0 1 0 4.6M12.2 9.8c1.3.6 2.1 1.8 2.4 3.6"/>'
export const iconPerson =
  '<circle cx="8" cy="5.4" r="2.7"/><path d="M2.8 13.8c.5-2.8 2.5-4.3 5.2-4.3s4.7 1.5 5.2 4.3"/>'
export const iconPhone =
  '<path d="M3.4 2.4h2.3l1.1 3-1.5 1.1a8 8 0 0 0 4.2 4.2l1.1-1.5 3 1.1v2.3c0 .6-.5 1-1 1C7.2 13.4 2.6 8.8 2.4 3.4c0-.5.4-1 1-1z"/>'
export const iconPin =
  '<path d="M8 14.2c3-3 4.6-5.3 4.6-7.4a4.6 4.6 0 0 0-9.2 0c0 2.1 1.6 4.4 4.6 7.4z"/><circle cx="8" cy="6.8" r="1.6"/>'
export const iconPlus =
  '<path d="M8 3v10M3 8h10"/>'
export const iconRefresh =
  '<path d="M13.2 8a5.2 5.2 0 1 1-1.5-3.7L13.2 5.7"/><path d="M13.2 2.6v3.1h-3.1"/>'
export const iconRefund =
  '<path d="M2.6 6.4h7.2a3.4 3.4 0 0 1 0 6.8H6"/><path d="M5.4 3.6 2.6 6.4l2.8 2.8"/>'
export const iconRight =
  '<path d="M6 3.5 10.5 8 6 12.5"/>'
export const iconScale =
  '<path d="M8 2.2v11.6M4.8 13.8h6.4M3 4.2h10M3 4.2 1.4 9h3.2zM13 4.2 11.4 9h3.2z"/>'
export const iconSearch =
  '<circle cx="7" cy="7" r="4.5"/><path d="M10.5 10.5 14 14"/>'
export const iconSend =
  '<path d="M8 13V3M3.8 7.2 8 3l4.2 4.2"/>'
export const iconShield =
  '<path d="M8 1.8 13 3.6v4c0 3.2-2.1 5.4-5 6.6-2.9-1.2-5-3.4-5-6.6v-4z"/><path d="M5.7 8l1.7 1.7 3-3.3"/>'
export const iconShieldx =
  '<path d="M8 1.8 13 3.6v4c0 3.2-2.1 5.4-5 6.6-2.9-1.2-5-3.4-5-6.6v-4z"/><path d="M8 5.2v3M8 10.4v.01"/>'
export const iconSort =
  '<path d="M4.6 3v10M2.4 10.8 4.6 13l2.2-2.2M9 4h5M9 8h3.6M9 12h2.2"/>'
export const iconStar =
  '<path d="M8 2l1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5z"/>'
export const iconSwap =
  '<path d="M2.5 5.5h10M10 3l2.5 2.5L10 8M13.5 10.5h-10M6 8l-2.5 2.5L6 13"/>'
export const iconTable =
  '<rect x="2.2" y="2.8" width="11.6" height="10.4" rx="1.4"/><path d="M2.2 6.4h11.6M6.4 6.4v6.8"/>'
export const iconUp =
  '<path d="M3.5 10 8 5.5 12.5 10"/>'
export const iconUsbkey =
  '<rect x="2" y="5" width="8" height="6" rx="1.4"/><path d="M10 6.4h4v3.2h-4M5 8h.01"/>'
export const iconWifioff =
  '<path d="M2 2l12 12M1.6 6.6a9.4 9.4 0 0 1 3-1.9M7.3 4a9.4 9.4 0 0 1 7.1 2.6M4 9.2a5.8 5.8 0 0 1 2.4-1.4M10.2 8.2c.7.2 1.3.6 1.8 1M8 12.4v.01"/>'
export const iconX =
  '<path d="M3.5 3.5l9 9M12.5 3.5l-9 9"/>'
export const iconYes =
  '<path d="M2.4 7.2h2.4v6H2.4zM4.8 7.6 7.6 2.4c1.2 0 1.7.8 1.5 1.9l-.5 2.3h3.7c1 0 1.5.8 1.3 1.7l-.9 3.7c-.2.7-.8 1.2-1.5 1.2H4.8"/>'
