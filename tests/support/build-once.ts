import { buildApp, buildGallery, bundleWorker } from "../../scripts/build.ts";
import { buildState, ENTRIES } from "./instance.ts";

/** Before any test file: what all instances run, so that they find it in the cache instead of building it at once. */
export default async function buildOnce(): Promise<void> {
	// Wrangler reads the folder into which the app is built.
	const workers = buildApp().then(() => Promise.all([bundleWorker(), bundleWorker(ENTRIES)]));
	await Promise.all([workers, buildGallery(), buildState()]);
	// What starts a runtime sets this for its own process; tests that start another kind must not inherit it.
	delete process.env.MINIFLARE_WORKERD_PATH;
}
