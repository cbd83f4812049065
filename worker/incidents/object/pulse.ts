import type { Env } from "../../platform/env.ts";
import { vaultOf } from "../../platform/stubs.ts";

/** An alarm's passing is told to the vault at most this often. */
const EVERY_MS = 60_000;

/** Tells the Vault now and then that alarms ring. */
export class Pulse {
	private at = 0;

	constructor(private readonly env: Env) {}

	async beat(now: number): Promise<void> {
		if (now - this.at < EVERY_MS) return;
		this.at = now;
		await vaultOf(this.env).noteAlarm(now);
	}
}
