/** The planning. Its own style sheet comes with it: the first screen does not pay for it. */
import '@mantine/schedule/styles.css';
import PlanningScreen from './PlanningScreen.tsx';

export default PlanningScreen;
