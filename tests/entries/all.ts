/**
 * Every entry of this folder in one bundle, since to bundle the Worker takes four seconds of the processor each time.
 * Which one an instance runs is said by its setting ENTRY: the name of the file.
 */
import { env } from "cloudflare:workers";
import * as shipped from "../../scripts/local/entry.ts";
import * as brokenObjects from "./broken-objects.ts";
import * as damaged from "./damaged.ts";
import * as deadAlarms from "./dead-alarms.ts";
import * as deafPublication from "./deaf-publication.ts";
import * as detection from "./detection.ts";
import * as hangingDatabase from "./hanging-database.ts";
import * as inbound from "./inbound.ts";
import * as lostProbers from "./lost-probers.ts";
import * as newerEvents from "./newer-events.ts";
import * as publicPage from "./public.ts";

const ENTRIES: Record<string, object> = {
	"broken-objects": brokenObjects,
	damaged,
	"dead-alarms": deadAlarms,
	"deaf-publication": deafPublication,
	detection,
	"hanging-database": hangingDatabase,
	inbound,
	"lost-probers": lostProbers,
	"newer-events": newerEvents,
	public: publicPage,
};

const { ENTRY = "" } = env as unknown as { ENTRY?: string };
const chosen = ENTRIES[ENTRY];
if (!chosen) throw new Error(`tests/entries/all.ts knows no entry "${ENTRY}"`);

export const {
	Bundles,
	ConfigurationPart,
	default: entry,
	Desk,
	Incident,
	Live,
	ProbeRunner,
	Prober,
	Publication,
	Subscribers,
	TickPart,
	Vault,
	Watch,
	WebhookRunner,
} = { ...shipped, ...chosen };
export default entry;
