import { Button } from "../parts/button.tsx";
import { Empty, Failing, Notice, Offline, Skeleton, Stale } from "../parts/states.tsx";
import { Strip } from "../shell/strip.tsx";
import type { ResourceState } from "../state/resource.ts";

const START = Date.now();
const old = (state: ResourceState) => ({
	...{ value: 1, at: START - 252_000, state, problem: null },
	reload: async () => {},
	read: async () => {},
});

export function Notices() {
	return (
		<div class="stack">
			<div class="fake">
				<Strip item={{ tone: "alarm", text: "Checkout is paging you", href: "/gallery" }} />
				<Strip item={{ tone: "amber", text: "1 acknowledgement queued, not delivered" }} />
				<Strip item={{ tone: "amber", text: "Push is off on this phone", act: "Fix it" }} />
				<Strip item={{ tone: "plain", text: "A new version is ready", act: "Reload" }} />
			</div>
			<Stale of={old("offline")} />
			<Stale of={old("failing")} />
			<Stale of={old("stale")} />
			<Notice plain act="Show" onAct={() => {}}>
				3 new
			</Notice>
		</div>
	);
}

export function Panels() {
	return (
		<div class="stack">
			<Empty title="No incidents yet" act={<Button>Declare an incident</Button>}>
				Incidents appear here when a monitor fails, an alert arrives, or someone declares one.
			</Empty>
			<Skeleton rows={3} />
		</div>
	);
}

export function Failures() {
	const problem = {
		...{ slug: "unavailable" as const, status: 503, title: "Temporarily unavailable" },
		...{ detail: "The database doesn’t answer.", requestId: "req_01JX4T7", errors: [], body: {} },
	};
	return (
		<div class="stack">
			<Failing what="incidents" problem={problem} onRetry={() => {}} />
			<Offline onRetry={() => {}} />
		</div>
	);
}
