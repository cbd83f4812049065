import { buildApp, buildGallery, bundleWorker } from "../../scripts/build.ts";
import { buildState } from "./instance.ts";

/** Before any test file: what all instances run, so that they find it in the cache instead of building it at once. */
export default async function buildOnce(): Promise<void> {
	await buildApp();
	await bundleWorker();
	await buildGallery();
	await buildState();
}
