-- Full-text index of the notes: insensitive to case and accents, prefix queries of 2 and 3 letters.
-- The text is kept here alone (external content: the notes' own rows), and deleted words are overwritten.
CREATE VIRTUAL TABLE `notes_text` USING fts5(
  `title`, `words`,
  content='notes', content_rowid='rowid',
  tokenize="unicode61 remove_diacritics 2", prefix='2 3'
);
--> statement-breakpoint
INSERT INTO `notes_text`(`notes_text`, `rank`) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER `notes_text_insert` AFTER INSERT ON `notes` BEGIN
  INSERT INTO `notes_text`(`rowid`, `title`, `words`) VALUES (new.`rowid`, new.`title`, new.`words`);
END;
--> statement-breakpoint
CREATE TRIGGER `notes_text_delete` AFTER DELETE ON `notes` BEGIN
  INSERT INTO `notes_text`(`notes_text`, `rowid`, `title`, `words`) VALUES ('delete', old.`rowid`, old.`title`, old.`words`);
END;
--> statement-breakpoint
CREATE TRIGGER `notes_text_update` AFTER UPDATE OF `title`, `words` ON `notes` BEGIN
  INSERT INTO `notes_text`(`notes_text`, `rowid`, `title`, `words`) VALUES ('delete', old.`rowid`, old.`title`, old.`words`);
  INSERT INTO `notes_text`(`rowid`, `title`, `words`) VALUES (new.`rowid`, new.`title`, new.`words`);
END;
