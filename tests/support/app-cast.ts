/** What an instance would tell the app, as the gallery shows it. */
import { turns } from "../../app/gallery/cast.ts";
import type { Incident, Now } from "../../app/state/wire.ts";

export { ANA, BO } from "../../app/gallery/cast.ts";
export { burning, others, taken, timeline } from "../../app/gallery/incidents.ts";

export const nowFixture = (at: number, firing: Incident[]): Now => ({
	...turns(at),
	...{ at: new Date(at).toISOString(), firing, hasMoreFiring: false, lastIncidentAt: null },
});
