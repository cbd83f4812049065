ALTER TABLE `settings` ADD `page_accents` text;--> statement-breakpoint
ALTER TABLE `settings` ADD `page_intro` text;--> statement-breakpoint
ALTER TABLE `settings` ADD `page_footer` text;--> statement-breakpoint
ALTER TABLE `settings` ADD `collapsed_groups` text;--> statement-breakpoint
ALTER TABLE `components` ADD `description` text;--> statement-breakpoint
ALTER TABLE `components` ADD `status_until` integer;