import type { PhoneKind, PhoneVerdict } from "./rules/phone-limits.ts";
import type { BrokenPart } from "./rules/upkeep.ts";

/** An incident on which nothing becomes due before `until`, epoch ms. Of two words about it the greater `order` counts. */
export interface IncidentRest {
	incidentId: string;
	order: number;
	until: number;
}

/** What the minute tick does now and then. */
export const CHORES = ["tidy", "digests", "shifts", "check_ins", "reports", "maintenances"] as const;
export type Chore = (typeof CHORES)[number];

/** What the minute tick has to look at. */
export interface TickList {
	/** Without those that rest. */
	openIncidents: string[];
	slices: string[];
	/** Those with work that waits, and a fifteenth of the others: each is looked at every fifteen minutes. */
	desks: string[];
	/** Which of these are there because work waits. */
	waitingDesks: string[];
	configSeen: number | null;
	/** When these were last done; absent before the first time. Kept here, since an isolate lives for minutes only. */
	doneAt: Partial<Record<Chore, number>>;
	/** When what changed was last repeated to everybody, epoch ms. */
	configSeenAt: number | null;
}

/** A text or a call that is about to leave. */
export interface PhoneMessage {
	/** Of the page or of the code: a further try is the same message. */
	id: string;
	kind: PhoneKind;
	/** A keyed hash of the number. */
	number: string;
	userId: string;
	/** Null where a reply means nothing. */
	page: { incidentId: string; epoch: number } | null;
	/** Of a text; 0 for a call, which is counted when it ends. */
	segments: number;
	at: number;
}

/** A page that went to a number by text. */
export interface TextedPage {
	pageId: string;
	incidentId: string;
	epoch: number;
}

/** What was asked of the provider of texts and calls. The newest month first; months in which nothing left are not there. */
export interface PhoneUsage {
	/** Messages of the last hour, of everybody. */
	inHour: Record<PhoneKind, number>;
	months: { month: string; smsSegments: number; callMinutes: number }[];
}

/** One (`idFromName("vault")`): what must be known although the database is down. */
export interface VaultRpc {
	/** The web push identity (from settings, else made once), private key sealed at rest. */
	vapid(): Promise<{ subject: string; publicKey: string; privateKey: string }>;
	/** Registers an incident as open and gives it its number; the same incident twice gets the same number. */
	openIncident(incidentId: string): Promise<number>;
	settleIncident(incidentId: string): Promise<void>;
	/** The tick need not look at these before their time. An older word changes nothing. */
	noteRests(rests: IncidentRest[]): Promise<void>;
	/** The rest of this incident is over: it is looked at each minute. */
	incidentStirs(incidentId: string, order: number): Promise<void>;
	/** An alarm ran, epoch ms; told at most once a minute by each object. */
	noteAlarm(at: number): Promise<void>;
	/** Which Watch slice a monitor belongs to; assigns one of at most 300 on first sight. */
	sliceFor(monitorId: string): Promise<string>;
	/** The slices of those of these monitors that have one. */
	slicesOf(monitorIds: string[]): Promise<Record<string, string>>;
	forgetMonitor(monitorId: string): Promise<void>;
	slices(): Promise<string[]>;
	/** Desks to keep fresh; the sweep ticks them every 15 minutes, and every minute while one has work that waits. */
	registerDesk(serviceId: string): Promise<void>;
	forgetDesk(serviceId: string): Promise<void>;
	desks(): Promise<string[]>;
	/** Work of this Desk waits although whoever brought it has gone: a lost alarm is to be found within a minute. */
	deskWaits(serviceId: string): Promise<void>;
	deskIsIdle(serviceId: string): Promise<void>;
	/** The version of the configuration that everybody is known to have heard of, and when that was looked at. */
	noteConfigSeen(version: number, at: number): Promise<void>;
	noteDone(chore: Chore, at: number): Promise<void>;
	/** The minute tick begins: noted for /healthz/deep, epoch ms, and answered with all that it must know. */
	noteTick(at: number): Promise<TickList>;
	/** The same list for a tick that could not be noted. */
	tickList(at: number): Promise<TickList>;
	/** What the newest minute tick found broken, nothing when all was well; an older word changes nothing. */
	noteUpkeep(at: number, broken: BrokenPart[]): Promise<void>;
	/** Whether this text or call may leave; noted once however often it is asked. */
	admitPhone(message: PhoneMessage): Promise<PhoneVerdict>;
	/** The pages that this number got by text within a day: of each incident the last one, the newest first. */
	textedPages(number: string, at: number): Promise<TextedPage[]>;
	/** Counts what one call or reply has used, once for its `id`. False: it was counted before. */
	countPhone(id: string, unit: "sms_segments" | "call_minutes", amount: number, at: number): Promise<boolean>;
	phoneUsage(at: number): Promise<PhoneUsage>;
	pulse(): Promise<{ lastTickAt: number | null; lastAlarmAt: number | null; broken: BrokenPart[] }>;
}
