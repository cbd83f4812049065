import type { PublicIncident } from "../../worker/incidents/rules/public-view.ts";
import { seconds } from "../../worker/platform/rules/time.ts";
import type { PublicComponent } from "../../worker/services/rules/component.ts";
import { type Instance, startInstance } from "./instance.ts";

export interface PublicInstance extends Instance {
	/** A tick with checks of a moment ago, then what is given. The database knows no components, so they come last. */
	publish(components: PublicComponent[], incidents: PublicIncident[]): Promise<void>;
	tick(facts: { lastCheckedAt: number | null; regions: number }): Promise<void>;
	/** The path's answer as a plain client gets it. */
	get(path: string, headers?: Record<string, string>): Promise<Response>;
}

/** The public's part alone; `broken` names bindings that are down: `object`, `object-hangs`, `kv`. */
export async function startPublic(broken = ""): Promise<PublicInstance> {
	const instance = await startInstance({ entry: "public", env: { BROKEN: broken } });
	const tick: PublicInstance["tick"] = async (facts) =>
		void (await instance.api("POST", "/test/tick", facts));
	return Object.assign(instance, {
		tick,
		async publish(components: PublicComponent[], incidents: PublicIncident[]) {
			await tick({ lastCheckedAt: Date.now() - seconds(24), regions: 3 });
			await instance.api("POST", "/test/components", components);
			for (const incident of incidents) await instance.api("POST", "/test/incident", incident);
		},
		get: (path: string, headers: Record<string, string> = {}) =>
			fetch(instance.url + path, { headers, redirect: "manual" }),
	});
}
