import { escalate as decide } from "../rules/hand-on.ts";
import { command } from "./command.ts";
import { empty } from "./fields.ts";

export const escalate = command({
	call: { method: "post", path: "escalations", summary: "Page the next level now", body: empty },
	decide: ({ incident, paging, actor }) => decide(incident, paging, actor),
});
