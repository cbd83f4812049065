import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../../scripts/root.ts";

const JAR = join(ROOT, "node_modules/vnu-jar/build/dist/vnu.jar");
export const NOTHING_WRONG = "Document checking completed. No errors found.";

/** What the Nu HTML checker says of a page. It is a Java program, and Java is not among what a start needs: soak only. */
export async function nuFindings(html: string): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), "tocsin-nu-"));
	try {
		const file = join(folder, "page.html");
		await writeFile(file, html);
		const options = ["-jar", JAR, "--exit-zero-always", "--errors-only", "--format", "text", file];
		const told = await promisify(execFile)("java", options);
		return (told.stderr + told.stdout).trim();
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
