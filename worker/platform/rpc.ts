import type { BrokenPart } from "./rules/upkeep.ts";

/** One (`idFromName("vault")`): what must be known although the database is down. */
export interface VaultRpc {
	/** The web push identity (from settings, else made once), private key sealed at rest. */
	vapid(): Promise<{ subject: string; publicKey: string; privateKey: string }>;
	/** Registers an incident as open and gives it its number; the same incident twice gets the same number. */
	openIncident(incidentId: string): Promise<number>;
	/** Everything that may still have timers: the sweep asks each of them. */
	openIncidents(): Promise<string[]>;
	settleIncident(incidentId: string): Promise<void>;
	/** An alarm ran, epoch ms; told at most once a minute by each object. */
	noteAlarm(at: number): Promise<void>;
	/** Which Watch slice a monitor belongs to; assigns one of at most 300 on first sight. */
	sliceFor(monitorId: string): Promise<string>;
	forgetMonitor(monitorId: string): Promise<void>;
	slices(): Promise<string[]>;
	/** Desks to keep fresh; the sweep ticks them. */
	registerDesk(serviceId: string): Promise<void>;
	forgetDesk(serviceId: string): Promise<void>;
	desks(): Promise<string[]>;
	/** The version of the configuration that every desk is known to have read; null before the first. */
	configSeen(): Promise<number | null>;
	noteConfigSeen(version: number): Promise<void>;
	/** Ages for /healthz/deep, epoch ms. */
	noteTick(at: number): Promise<void>;
	/** What the newest minute tick found broken, nothing when all was well; an older word changes nothing. */
	noteUpkeep(at: number, broken: BrokenPart[]): Promise<void>;
	pulse(): Promise<{ lastTickAt: number | null; lastAlarmAt: number | null; broken: BrokenPart[] }>;
}
