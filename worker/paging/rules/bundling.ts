/**
 * Pages of many incidents to one person, at one of their methods: which leave by themselves, and which wait a moment to
 * leave as one. Pages of one incident alone never wait.
 */
import { type Instant, minutes, seconds } from "../../platform/rules/time.ts";
import { isRaised, type Severity } from "./severity.ts";

/** So many incidents that nobody has answered page a person one by one within `STORM_WINDOW_MS`; what comes then is a storm. */
export const ALONE = 20;
export const STORM_WINDOW_MS = minutes(1);
/** Bundles leave this far apart. */
export const BUNDLE_EVERY_MS = seconds(10);
/** The same for what rings or costs each time; and of these only one incident pages by itself. */
export const RARE_EVERY_MS = minutes(1);
/** A bundle gathers for this long at least. */
const GATHERS_MS = seconds(1);
/** Whoever acknowledges during a storm is awake for this long. */
export const AWAKE_MS = minutes(10);

/** One incident that paged at this method. */
export interface Asked {
	incidentId: string;
	severity: Severity;
	at: Instant;
}

/** What is known of one method of a person. */
export interface Flow {
	/** Incidents of the last minute that nobody has answered, each by its newest page; the newest last. */
	asked: Asked[];
	/** The storm that goes on, with the worst severity that was told in it. */
	storm: { until: Instant; worst: Severity } | null;
	/** When something left last, by itself or as a bundle. */
	leftAt: Instant;
	/** The bundle that is gathered now. */
	bundle: { id: string; leavesAt: Instant } | null;
}

export const NO_FLOW: Flow = { asked: [], storm: null, leftAt: 0, bundle: null };

/** The last acknowledgement during a storm: when, and the worst severity of what they have acknowledged in it. */
export interface Awake {
	at: Instant;
	severity: Severity;
}

export interface AskedPage {
	incidentId: string;
	severity: Severity;
	/** By then it leaves, since the ladder goes on. Nothing rare goes by this: its ladder does not wait for it. */
	latestAt: Instant;
	/** It rings or costs each time. */
	isRare: boolean;
}

export type Admission =
	| { kind: "alone" }
	/** It leaves with others at `leavesAt`; `quiet`: without a sound, if that is so of all of them. */
	| { kind: "bundle"; bundleId: string; leavesAt: Instant; quiet: boolean };

/**
 * Whether a page leaves by itself or in a bundle. A storm begins with the first incident beyond `ALONE` within a minute,
 * and is over when a minute brought no page at this method. A severity higher than any told in it never waits.
 */
export function admit(
	flow: Flow,
	awake: Awake | null,
	page: AskedPage,
	now: Instant,
	newBundleId: () => string,
): { admission: Admission; flow: Flow } {
	const { incidentId, severity } = page;
	const recent = flow.asked.filter((one) => one.at > now - STORM_WINDOW_MS && one.incidentId !== incidentId);
	const asked = [...recent.slice(-ALONE), { incidentId, severity, at: now }];
	const storm = stormOf(flow, recent, page.isRare, now);
	if (storm === null || isRaised(storm.worst, severity)) {
		const goesOn = storm && { until: Math.max(storm.until, now + STORM_WINDOW_MS), worst: severity };
		return { admission: { kind: "alone" }, flow: { ...flow, asked, storm: goesOn, leftAt: now } };
	}
	const bundle = bundleFor(flow, page, now, newBundleId);
	const until = Math.max(storm.until, now + STORM_WINDOW_MS);
	const admission: Admission = {
		kind: "bundle",
		bundleId: bundle.id,
		leavesAt: bundle.leavesAt,
		quiet: isQuiet(awake, severity, now),
	};
	return { admission, flow: { ...flow, asked, storm: { ...storm, until }, bundle } };
}

function stormOf(flow: Flow, recent: Asked[], isRare: boolean, now: Instant): Flow["storm"] {
	if (flow.storm && flow.storm.until > now) return flow.storm;
	if (recent.length < (isRare ? 1 : ALONE)) return null;
	const worst = recent.map(({ severity }) => severity).reduce((a, b) => (isRaised(a, b) ? b : a));
	return { until: now + STORM_WINDOW_MS, worst };
}

/** Never later than what was said to the others that it gathers; one that cannot wait so long begins another. */
function bundleFor(
	{ bundle, leftAt }: Flow,
	{ latestAt, isRare }: AskedPage,
	now: Instant,
	newBundleId: () => string,
): { id: string; leavesAt: Instant } {
	const everyMs = isRare ? RARE_EVERY_MS : BUNDLE_EVERY_MS;
	const limit = isRare ? Number.POSITIVE_INFINITY : Math.max(latestAt, now);
	// It leaves later than any may wait where the clock was set back.
	if (bundle && bundle.leavesAt > now && bundle.leavesAt <= Math.min(limit, now + everyMs)) return bundle;
	// A clock that was set back must not make anybody wait longer.
	const nextAt = Math.min(Math.max(leftAt + everyMs, now + GATHERS_MS), now + everyMs);
	return { id: newBundleId(), leavesAt: Math.min(nextAt, limit) };
}

/** Nothing makes a sound again for whoever has acknowledged as bad a thing in this storm; the ladder goes on. */
export function isQuiet(awake: Awake | null, severity: Severity, now: Instant): boolean {
	return awake !== null && now < awake.at + AWAKE_MS && !isRaised(awake.severity, severity);
}

/** Nobody has to answer this incident any more: it does not make a storm. One that goes on is over by its own rule. */
export function answeredIn(flow: Flow, incidentId: string): Flow {
	return { ...flow, asked: flow.asked.filter((one) => one.incidentId !== incidentId) };
}

/** They acknowledged: their storm, if one goes on at a method, lasts until they may be asleep again. */
export function acknowledgedIn(flow: Flow, at: Instant): Flow {
	if (!flow.storm || flow.storm.until <= at) return flow;
	return { ...flow, storm: { ...flow.storm, until: Math.max(flow.storm.until, at + AWAKE_MS) } };
}

/** The acknowledgement added to those of this storm. */
export function awakeSince(awake: Awake | null, { at, severity }: Awake): Awake {
	const goesOn = awake !== null && at < awake.at + AWAKE_MS;
	const worst = goesOn && isRaised(severity, awake.severity) ? awake.severity : severity;
	return { at: Math.max(at, goesOn ? awake.at : at), severity: worst };
}
