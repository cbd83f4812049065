ALTER TABLE `cover_requests` ADD `return_starts_at` integer;--> statement-breakpoint
ALTER TABLE `cover_requests` ADD `return_ends_at` integer;--> statement-breakpoint
ALTER TABLE `cover_requests` ADD `return_override_id` text;