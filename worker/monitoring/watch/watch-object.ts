import { DurableObject } from "cloudflare:workers";
import type { MaintenanceWindow } from "../../maintenance/rules/window.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { type Instant, minutes, seconds } from "../../platform/rules/time.ts";
import { publicationOf, vaultOf } from "../../platform/stubs.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import { askEverywhere } from "../ask-everywhere.ts";
import type { LatencySpan, MonitorReading, ProbeReport, ServicePast, SliceReport, WatchRpc } from "../rpc.ts";
import type { Beat, Reporter } from "../rules/heartbeat.ts";
import type { RegionLatency } from "../rules/latency.ts";
import type { CheckResult, Monitor, Observation } from "../rules/monitor.ts";
import { hashOf } from "../rules/slots.ts";
import type { Standing } from "../rules/worst-first.ts";
import type { Ask } from "./check-cycles.ts";
import { dispatch } from "./dispatch.ts";
import { NewsOutbox } from "./news-outbox.ts";
import { SignalOutbox } from "./signal-outbox.ts";
import { Slice } from "./slice.ts";
import { WatchStore } from "./watch-store.ts";
import { WhoIsTold } from "./who-is-told.ts";

/** An alarm that is late by more than this has been forgotten by the platform. */
const LATE_MS = 1_000;
/** The alarm's passing is told to the vault at most this often, for /healthz/deep. */
const PULSE_EVERY_MS = minutes(1);
/** The public's object is told at least this often while there are checks; by the minute tick where one comes. */
const TELL_EVERY_MS = seconds(70);
/** Between rare slots the alarm rings all the same, so that its silence means something. */
const LONGEST_SLEEP_MS = minutes(4);
/** A signal that is being delivered right now is still due: the alarm must not chase it. */
const SOONEST_RETRY_MS = 1_000;
/** Of a verdict that is new the public's object is told when its Desk has it, and no later than this. */
const PAGE_FIRST_MS = 250;
const NEVER = Number.POSITIVE_INFINITY;

/** The scheduler and judge of a slice of monitors: it wakes, asks the regions, and tells the Desks. */
export class Watch extends DurableObject<Env> implements WatchRpc {
	private readonly store: WatchStore;
	private readonly slice: Slice;
	private readonly outbox: SignalOutbox;
	private readonly news: NewsOutbox;
	private readonly whoIsTold: WhoIsTold;
	/** False until the first call: after a restart the stored alarm may be one that nobody will ring. */
	private armed = false;
	private pulseAt = 0;
	/** What the public's object was told of the services last; null when that is not certain. */
	private told: string | null = null;
	private toldAt = 0;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		this.store = new WatchStore(ctx.storage.sql);
		this.slice = new Slice(this.store, hashOf(ctx.id.toString()), Date.now());
		this.outbox = new SignalOutbox(env, this.store);
		this.news = new NewsOutbox(env, this.store, ctx);
		this.whoIsTold = new WhoIsTold(env, ctx.id.toString());
	}

	async put(monitor: Monitor): Promise<void> {
		return this.putAll([monitor]);
	}

	async putAll(monitors: Monitor[]): Promise<void> {
		const asks = monitors.flatMap((monitor) => this.slice.put(monitor, Date.now()));
		await this.arm("again");
		this.carryOn(asks);
	}

	async remove(monitorId: string): Promise<void> {
		this.slice.remove(monitorId, Date.now());
		await this.arm("again");
		this.carryOn([]);
	}

	async setWindows(windows: MaintenanceWindow[]): Promise<void> {
		const asks = this.slice.setWindows(windows, Date.now());
		await this.arm("again");
		this.carryOn(asks);
	}

	async tick(): Promise<SliceReport> {
		await this.arm("again");
		await this.beat();
		const account = this.slice.account(Date.now());
		// The tick hands this on: the same again need not be told.
		if (this.told === JSON.stringify(account.services)) this.toldAt = Date.now();
		return { watch: this.ctx.id.toString(), ...account };
	}

	async report(report: ProbeReport): Promise<void> {
		const asks = this.slice.hear(report, Date.now());
		this.carryOn(asks);
		await this.arm("if needed");
	}

	async unheard(monitorIds: string[]): Promise<void> {
		this.whoIsTold.called(monitorIds);
		await this.arm("if needed");
	}

	async readings(monitorIds: string[]): Promise<MonitorReading[]> {
		await this.arm("if needed");
		const now = Date.now();
		return monitorIds.flatMap((monitorId) => this.slice.reading(monitorId, now) ?? []);
	}

	async standings(serviceId: string | null): Promise<Standing[]> {
		await this.arm("if needed");
		return this.slice.standings(serviceId, Date.now());
	}

	async serviceHistories(serviceId: string | null): Promise<ServicePast[]> {
		await this.arm("if needed");
		return this.slice.serviceHistories(serviceId, Date.now());
	}

	async latency(monitorId: string, span: LatencySpan): Promise<RegionLatency[]> {
		return this.slice.latency(monitorId, span);
	}

	async checks(monitorId: string, limit: number): Promise<Observation[]> {
		return this.slice.checks(monitorId, limit);
	}

	async hearBeat(by: Reporter, beat: Beat): Promise<boolean> {
		const isKnown = this.slice.hearBeat(by, beat, Date.now());
		await this.arm("if needed");
		if (isKnown) this.carryOn([]);
		return isKnown;
	}

	async checkNow(monitorIds: string[]): Promise<Observation[]> {
		return this.check(({ id }) => monitorIds.includes(id));
	}

	async keep(results: CheckResult[]): Promise<void> {
		this.slice.keep(results);
	}

	async checkService(serviceId: string): Promise<Observation[]> {
		return this.check((monitor) => monitor.serviceId === serviceId && !monitor.paused);
	}

	/** Never throws: the platform would give up on an alarm that fails too often. */
	override async alarm(): Promise<void> {
		try {
			await this.arm("again");
			await this.beat();
			await this.pulse();
		} catch (error) {
			log("watch.alarm_failed", { error });
		}
	}

	private async pulse(): Promise<void> {
		const now = Date.now();
		if (now - this.pulseAt < PULSE_EVERY_MS) return;
		this.pulseAt = now;
		await vaultOf(this.env).noteAlarm(now);
	}

	private async check(choose: (monitor: Monitor) => boolean): Promise<Observation[]> {
		const results = await askEverywhere(this.env, this.slice.runnable(choose));
		this.slice.keep(results);
		return [...results, ...this.slice.observe(choose, Date.now())];
	}

	private async beat(): Promise<void> {
		await this.act(this.slice.beat(Date.now()), "spread");
	}

	/** Goes on after the caller has its answer. */
	private carryOn(asks: Ask[]): void {
		this.ctx.waitUntil(this.act(asks));
	}

	private async act(asks: Ask[], when: "spread" | "at once" = "at once"): Promise<void> {
		await Promise.all([this.deliver(), this.ask(asks, when), this.askWhoIsTold(), this.tellPublic()]);
		// Last: whoever is paged by what was seen waits for nobody who only reads of it.
		await this.news.deliver();
	}

	private askWhoIsTold(): Promise<void> {
		return this.whoIsTold.ask(this.slice.takeStillDown(), (ids) =>
			this.ask(ids.flatMap((id) => this.slice.lookAnew(id, Date.now()))),
		);
	}

	/**
	 * At once when a service begins or ends to be in doubt, and when a verdict changed: then the page must not show an
	 * age from before it. Whoever is paged for it comes first. What is lost here, the minute tick tells again; and each
	 * minute also this, so that the page does not take checks that go on for stopped ones where no tick comes.
	 */
	private async tellPublic(): Promise<void> {
		const isVerdictNew = this.store.nextSignalAt() !== null;
		if (isVerdictNew) await withTimeout(this.outbox.settled(), PAGE_FIRST_MS).catch(() => {});
		const now = Date.now();
		const account = this.slice.account(now);
		const told = JSON.stringify(account.services);
		if (told === this.told && !isVerdictNew && now - this.toldAt < TELL_EVERY_MS) return;
		this.told = told;
		this.toldAt = now;
		try {
			await publicationOf(this.env).checked({ watch: this.ctx.id.toString(), ...account });
		} catch (error) {
			this.told = null;
			log("watch.publication_silent", { error });
		}
	}

	/** A region that cannot be reached is lost to its cycles, which may then turn to another; hence again, not once. */
	private async ask(asks: Ask[], when: "spread" | "at once" = "at once"): Promise<void> {
		let open = asks;
		while (open.length > 0) {
			const lost = await dispatch(this.env, this.ctx.id.toString(), open, when);
			open = lost.flatMap((report) => this.slice.hear(report, Date.now()));
			if (lost.length > 0) await this.deliver();
		}
	}

	private async deliver(): Promise<void> {
		await this.outbox.deliver();
		if (this.store.nextSignalAt() !== null) await this.arm("if needed");
	}

	/**
	 * Sets the alarm to whatever comes first. Where the platform may have lost it ("again"), a time is written that
	 * differs from the stored one: writing the same again would change nothing there.
	 */
	private async arm(how: "again" | "if needed"): Promise<void> {
		const now = Date.now();
		const due = this.nextWakeAt(now);
		if (due === null) return;
		const stored = await this.ctx.storage.getAlarm();
		const trusted = this.armed && stored !== null && stored > now - LATE_MS && stored <= due + 1;
		if (how === "if needed" && trusted) return;
		this.armed = true;
		await this.ctx.storage.setAlarm(stored === due ? due + 1 : due);
	}

	private nextWakeAt(now: Instant): Instant | null {
		const signalAt = this.store.nextSignalAt();
		const retryAt = signalAt === null ? NEVER : Math.max(signalAt, now + SOONEST_RETRY_MS);
		const pulseAt = this.slice.isEmpty() ? NEVER : now + LONGEST_SLEEP_MS;
		const first = Math.min(retryAt, this.slice.nextSlotAt(now) ?? NEVER, pulseAt);
		return first === NEVER ? null : first;
	}
}
