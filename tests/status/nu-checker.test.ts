import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../../scripts/root.ts";
import { type PublicInstance, startPublic } from "../support/public-instance.ts";
import { fiveIncidents, twentyComponents } from "../support/public-world.ts";
import { soak } from "../support/runs.ts";

const JAR = join(ROOT, "node_modules/vnu-jar/build/dist/vnu.jar");
const PAGES = [
	"/",
	"/history",
	"/incidents/inc_00000000000000000000000003",
	"/incidents/inc_01JNOBODY",
	"/app/p",
];

/** In the soak only: the Nu HTML checker is a Java program, and Java is not among what a start needs. */
describe.runIf(soak)("the Nu HTML checker", () => {
	let instance: PublicInstance;
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), "tocsin-nu-"));
		instance = await startPublic();
		const now = Date.now();
		await instance.publish(twentyComponents(now), fiveIncidents(now));
	});
	afterAll(async () => {
		await instance?.stop();
		await rm(folder, { recursive: true, force: true });
	});

	it.each(PAGES)("finds nothing wrong with %s", async (path) => {
		// What is under /app answers on localhost only: passkeys know no addresses.
		const html = await (await fetch(instance.url.replace("127.0.0.1", "localhost") + path)).text();
		expect(html).toContain("</html>");
		const file = join(folder, "page.html");
		await writeFile(file, html);
		const told = await promisify(execFile)("java", [
			"-jar",
			JAR,
			"--exit-zero-always",
			"--errors-only",
			"--format",
			"text",
			file,
		]);
		expect((told.stderr + told.stdout).trim()).toBe("Document checking completed. No errors found.");
	});
});
