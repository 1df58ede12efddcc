import incidents from '@generated/incidents/default/incidents.json';
import { Simulator } from './Simulator';

/** The incidents of src/incidents, in the language of the page. */
export default function IncidentLab() {
  return <Simulator incidents={incidents} />;
}
