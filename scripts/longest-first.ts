/**
 * Which files of tests take long, the longest first. They begin first, so that none is left running alone at the end.
 * The order is that of one run of the whole; it decides nothing but when a file begins.
 */
import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { ROOT } from "./root.ts";

const LONG = [
	"tests/e2e/app-screens.test.ts",
	"tests/incidents/app-incident.test.ts",
	"tests/faults/launcher.test.ts",
	"tests/reviews/review-screen.test.ts",
	"tests/platform/borders.test.ts",
	"tests/faults/deploy.test.ts",
	"tests/people/phone-beside-desk.test.ts",
	"tests/paging/real-push.test.ts",
	"tests/e2e/night.test.ts",
	"tests/alerts/desk.test.ts",
	"tests/e2e/app-arrivals.test.ts",
	"tests/incidents/app-now.test.ts",
	"tests/simulation/nights-odd.test.ts",
	"tests/simulation/nights-even.test.ts",
	"tests/e2e/keeping-house.test.ts",
	"tests/e2e/offline.test.ts",
	"tests/e2e/app-shifts.test.ts",
	"tests/monitoring/add-monitor.test.ts",
	"tests/e2e/demo-world.test.ts",
	"tests/status/status-faults.test.ts",
	"tests/faults/kills.test.ts",
	"tests/e2e/app-thumb.test.ts",
	"tests/e2e/app-sheets.test.ts",
	"tests/incidents/app-desk.test.ts",
	"tests/operations/wakers.test.ts",
	"tests/operations/dead-mans-switch.test.ts",
	"tests/operations/database-down.test.ts",
	"tests/incidents/spine.test.ts",
	"tests/status/status-honest.test.ts",
	"tests/people/authorization.test.ts",
	"tests/monitoring/detection-faults.test.ts",
	"tests/status/status-page.test.ts",
	"tests/e2e/app-lighthouse.test.ts",
	"tests/faults/remediation-kill.test.ts",
	"tests/people/access-screens.test.ts",
	"tests/people/first-run.test.ts",
	"tests/incidents/ladder.test.ts",
	"tests/e2e/app-gallery.test.ts",
	"tests/incidents/verify-and-resolve.test.ts",
	"tests/metrics/a-year.test.ts",
	"tests/platform/anonymous.test.ts",
	"tests/platform/egress.test.ts",
	"tests/alerts/inbound.test.ts",
	"tests/paging/page-behind-a-tap.test.ts",
	"tests/status/status-xss.test.ts",
	"tests/paging/page-after-a-tap.test.ts",
	"tests/remediation/remediation.test.ts",
	"tests/e2e/demo-pages.test.ts",
	"tests/incidents/app-acts.test.ts",
	"tests/operations/yesterday/yesterday.test.ts",
	"tests/paging/late-writes.test.ts",
	"tests/paging/push.test.ts",
	"tests/reviews/reviews.test.ts",
	"tests/incidents/races.test.ts",
	"tests/platform/api-resources.test.ts",
	"tests/people/coming-in.test.ts",
	"tests/monitoring/detection.test.ts",
	"tests/e2e/app-new-version.test.ts",
	"tests/incidents/newer-events.test.ts",
	"tests/operations/quarantine.test.ts",
	"tests/platform/api-idempotency.test.ts",
	"tests/status/status-repairs.test.ts",
	"tests/platform/secrets-at-rest.test.ts",
];

export class LongestFirst extends BaseSequencer {
	/** Groups and projects stay as they are: only within a project, a file that takes long goes before the others. */
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const usual = await super.sort(files);
		const projects = [...new Set(usual.map(({ project }) => project.name))];
		const rank = ({ moduleId }: TestSpecification) => {
			const place = LONG.indexOf(relative(ROOT, moduleId));
			return place < 0 ? LONG.length : place;
		};
		return projects.flatMap((name) =>
			usual.filter(({ project }) => project.name === name).sort((a, b) => rank(a) - rank(b)),
		);
	}
}
