import type { EarliestAlarm } from "../../platform/alarm-scheduler.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { seconds } from "../../platform/rules/time.ts";
import { watchById } from "../../platform/stubs.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { Hearing } from "../rpc.ts";
import type { DeskStore } from "./desk-store.ts";

const TIMEOUT_MS = seconds(2);
const AGAIN_MS = seconds(10);
/** "resting <monitor>" notes the Watch that asks no more. */
const NOTE = "resting ";

/**
 * A Watch whose monitor is down asks no more while somebody is told of it. The Desk notes who rests before it answers,
 * and calls when nobody is told any more, until the Watch has heard.
 */
export class RestingWatches {
	private readonly env: Env;
	private readonly store: DeskStore;
	private readonly alarm: EarliestAlarm;

	constructor(env: Env, store: DeskStore, alarm: EarliestAlarm) {
		this.env = env;
		this.store = store;
		this.alarm = alarm;
	}

	/** What an earlier version of the Watch asks without its id is answered without a promise. */
	hearings(monitorIds: string[], watch: string | undefined): Hearing[] {
		return monitorIds.map((id) => {
			if (!this.store.exists) return { open: false, quietUntil: null };
			const hearing = this.store.hearing(id);
			if (!hearing.open || watch === undefined) return hearing;
			if (this.store.note(NOTE + id) !== watch) this.store.keep(NOTE + id, watch);
			return { ...hearing, calls: true };
		});
	}

	/** Calls those whose monitors nobody is told of any more. Never throws: whom it does not reach it calls again. */
	async call(): Promise<void> {
		const byWatch = Map.groupBy(this.unheard(), ([, watch]) => watch);
		await Promise.all([...byWatch].map(([watch, ones]) => this.callOne(watch, ones)));
	}

	private async callOne(watch: string, ones: [name: string, watch: string][]): Promise<void> {
		try {
			const ids = ones.map(([name]) => name.slice(NOTE.length));
			await withTimeout(watchById(this.env, watch).unheard(ids), TIMEOUT_MS);
			// Who asked meanwhile, and was told that an incident is open, rests anew.
			const still = new Set(this.unheard().map(([name]) => name));
			for (const [name] of ones) if (still.has(name)) this.store.forget(name);
		} catch (error) {
			log("desk.watch_not_called", { watch, error });
			this.alarm.wakeBy(Date.now() + AGAIN_MS);
		}
	}

	private unheard(): [name: string, watch: string][] {
		return this.store.notes(NOTE).filter(([name]) => !this.store.hearing(name.slice(NOTE.length)).open);
	}
}
