import { escalate as decide } from "../rules/hand-on.ts";
import { stopSoak } from "../rules/soak.ts";
import { command } from "./command.ts";
import { empty } from "./fields.ts";

export const escalate = command({
	call: { method: "post", path: "escalations", summary: "Escalate now now", body: empty },
	/** Who asks for help says that it is not over. */
	decide({ incident, paging, actor }) {
		const decision = decide(incident, paging, actor);
		return "events" in decision ? { events: [...stopSoak(incident, actor), ...decision.events] } : decision;
	},
});
