import type { Mutation } from "./mutation.ts";

export const ALERTS: Mutation[] = [
	{
		name: "an alert is struck off before its incident has it",
		file: "worker/alerts/desk/outbox-dispatcher.ts",
		from: "const receipt = await withTimeout(",
		to: "this.parts.outbox.done(row.id);\n\t\t\tconst receipt = await withTimeout(",
	},
	{
		name: "the Desk thinks that what is watched is still on",
		file: "worker/alerts/desk/desk-incidents.ts",
		from: "...(isWatched ? nothingOn(incident) : incident),",
		to: "...(isWatched ? incident : incident),",
	},
	{
		name: "a Watch that rests is not called when its incident is resolved",
		file: "worker/alerts/desk/resting-watches.ts",
		from: "await withTimeout(watchById(this.env, watch).unheard(ids), TIMEOUT_MS);",
		to: "",
	},
	{
		name: "a Watch that was not there is not called again",
		file: "worker/alerts/desk/resting-watches.ts",
		from: "this.alarm.wakeBy(Date.now() + AGAIN_MS);",
		to: "this.store.forget(ones[0]?.[0] ?? NOTE);",
	},
	{
		name: "a signal that was taken counts a second time",
		file: "worker/alerts/desk/desk-object.ts",
		from: "if (seen && signal.order <= seen.signalOrder) {",
		to: "if (seen && signal.order <= 0) {",
	},
	{
		name: "a merge happens although one of the two is over",
		file: "worker/alerts/desk/merges.ts",
		from: "if (!from?.open || !to?.open) {",
		to: "if (!from || !to) {",
	},
	{
		name: "a merge leaves the keys where they are",
		file: "worker/alerts/desk/merges.ts",
		from: "const firing = this.store.moveKeys(from, to, null);",
		to: "const firing = 0;",
	},
	{
		name: "a merge does not count what is on",
		file: "worker/alerts/desk/merges.ts",
		from: "this.store.saveIncident({ ...to, severity, firing: to.firing + firing });",
		to: "this.store.saveIncident({ ...to, severity });",
	},
	{
		name: "an incident is part of two merges at once",
		file: "worker/alerts/desk/merges.ts",
		from: "if (underWay.some(isParty)) return { ok: false, refusal: BUSY_MERGING };",
		to: "",
	},
	{
		name: "what a merged incident said before it was merged is heard after that",
		file: "worker/alerts/desk/merges.ts",
		from: "if (incident && incident.seq < seq)",
		to: "if (incident && seq < 0)",
	},
	{
		name: "a split takes all that fires",
		file: "worker/alerts/desk/merges.ts",
		from: "if (holder.firing === firing) return { ok: false, refusal: ONLY_KEY };",
		to: "",
	},
	{
		name: "a split whose answer was lost makes another incident",
		file: "worker/alerts/desk/merges.ts",
		from: "if (isTogether && this.isOut(holder, from))",
		to: "if (isTogether && this.isOut(holder, from) && now < 0)",
	},
	{
		name: "the new incident of a split is told of one alert alone",
		file: "worker/alerts/desk/merges.ts",
		from: "const received = others.map(",
		to: "const received = others.slice(0, 0).map(",
	},
	{
		name: "an alert of another tool pages in a maintenance window",
		file: "worker/alerts/rules/routing.ts",
		from: 'if (desk.isPlanned) return { kind: "hold" };',
		to: "",
	},
	{
		name: "what ends in a maintenance window pages after it",
		file: "worker/alerts/desk/alert-router.ts",
		from: 'const wasHeld = action === "resolve" && this.held.end(name, memberKey, now);',
		to: "const wasHeld = false;",
	},
	{
		name: "no alarm is set for the end of a maintenance window",
		file: "worker/alerts/desk/desk-object.ts",
		from: "[this.outbox.nextAt(), this.held.nextAt(now)]",
		to: "[this.outbox.nextAt()]",
	},
	{
		name: "the Vault is not told of a held alert",
		file: "worker/alerts/desk/intake.ts",
		from: "if (isHeld) await this.ports.giveWord();",
		to: "",
	},
	{
		name: "a held alert waits for the first of two windows alone",
		file: "worker/alerts/desk/held-alerts.ts",
		from: "if (this.isEmpty() || this.isHolding(now)) return [];",
		to: "if (this.isEmpty()) return [];",
	},
	{
		name: "a Desk is not told when planned work changes",
		file: "worker/maintenance/tell-desks.ts",
		from: "await refreshDesks(env, await servicesShown(env.DB, componentIds));",
		to: "",
	},
];
