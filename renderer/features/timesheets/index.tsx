/** What facilitators did and is due to them; a tab of the screen Activités. */
export { TimesheetsTab } from './TimesheetsTab.tsx';
