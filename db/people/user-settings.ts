import { eq } from "drizzle-orm";
import { open } from "../platform/client.ts";
import { userSettings } from "./sign-in-tables.ts";

/** What a person chose for themselves. */
export interface UserSettings {
	/** Tapping a page acknowledges it; else the tap leads to one big button. */
	tapToAcknowledge: boolean;
}

const DEFAULTS: UserSettings = { tapToAcknowledge: false };

export async function readUserSettings(d1: D1Database, userId: string): Promise<UserSettings> {
	const [row] = await open(d1).select().from(userSettings).where(eq(userSettings.userId, userId));
	return row ? { tapToAcknowledge: row.tapToAcknowledge } : DEFAULTS;
}

export async function saveUserSettings(
	d1: D1Database,
	userId: string,
	settings: UserSettings,
): Promise<void> {
	await open(d1)
		.insert(userSettings)
		.values({ userId, ...settings })
		.onConflictDoUpdate({ target: userSettings.userId, set: settings });
}
