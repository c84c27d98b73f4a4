/** What facilitators did and is due to them; a tab of the screen Activités. */
export { StatementsTab } from './StatementsTab.tsx';
