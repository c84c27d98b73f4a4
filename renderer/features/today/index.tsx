/** Aujourd'hui: the first screen once the vault is open. */
export { default } from './TodayScreen.tsx';
