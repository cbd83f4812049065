import { buildApp, buildGallery, bundleWorker } from "../../scripts/build.ts";
import { buildState } from "./instance.ts";

/** Before any test file: what all instances run, so that they find it in the cache instead of building it at once. */
export default async function buildOnce(): Promise<void> {
	await buildApp();
	await bundleWorker();
	await buildGallery();
	await buildState();
	// What starts a runtime sets this for its own process; tests that start another kind must not inherit it.
	delete process.env.MINIFLARE_WORKERD_PATH;
}
