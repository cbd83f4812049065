import { isNotNull, lt, or } from "drizzle-orm";
import { days } from "../../worker/platform/rules/time.ts";
import { replayLinks } from "../incidents/tables.ts";
import { maintenanceReminders } from "../maintenance/tables.ts";
import { agingStatements } from "../paging/webhook-settling.ts";
import { endedSessions } from "../people/sessions.ts";
import { challenges, invites, pairings, sessions } from "../people/sign-in-tables.ts";
import { REMEMBERED_MS } from "../platform/changes.ts";
import { open, runBatch } from "../platform/client.ts";
import { idempotency } from "../platform/tables.ts";
import { deleteOldRuns } from "../remediation/ledger.ts";
import { oldReports } from "../reports/reports.ts";
import { checkIns, shiftNotices } from "../shifts/tables.ts";

/** The screen that shows a pairing code asks for some minutes what became of it. */
const SHOWN_MS = days(1);

/** A shift that began so long ago is noticed by nobody anew. */
const NOTICED_MS = days(7);
/** What somebody answered so long ago tells nothing of their phone. */
const ASKED_MS = days(90);

/** Deletes what can never be used again: ended sessions, used or expired codes, links and challenges, old answers. */
export async function deleteExpired(d1: D1Database, now: number): Promise<void> {
	const db = open(d1);
	await runBatch(d1, [
		db.delete(sessions).where(endedSessions(now)),
		db.delete(challenges).where(lt(challenges.expiresAt, now)),
		db.delete(pairings).where(lt(pairings.expiresAt, now - SHOWN_MS)),
		db.delete(invites).where(or(lt(invites.expiresAt, now), isNotNull(invites.usedAt))),
		db.delete(replayLinks).where(lt(replayLinks.expiresAt, now)),
		db.delete(maintenanceReminders).where(lt(maintenanceReminders.startsAt, now - NOTICED_MS)),
		db.delete(shiftNotices).where(lt(shiftNotices.startsAt, now - NOTICED_MS)),
		db.delete(checkIns).where(lt(checkIns.dueAt, now - ASKED_MS)),
		deleteOldRuns(d1, now),
		...agingStatements(d1, now),
		oldReports(d1, now),
		db.delete(idempotency).where(lt(idempotency.createdAt, now - REMEMBERED_MS)),
	]);
}
