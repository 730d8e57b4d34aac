package dev.voyage.journal.record;

import dev.voyage.journal.event.FileEvent;

/** The change of a file's record by one event; null if the event changes no record. */
record FileRecordFold(String search) implements FileEvent.FileVisitor<FileRecord> {

    @Override
    public FileRecord found(FileEvent.Found event) {
        return new FileRecord(
                search,
                event.file(),
                event.observation(),
                event.url(),
                FileRecord.State.FOUND,
                event.bytes(),
                null,
                event.modified(),
                null,
                null,
                null);
    }

    @Override
    public FileRecord measured(FileEvent.Measured event) {
        return new FileRecord(
                search,
                event.file(),
                null,
                null,
                FileRecord.State.FOUND,
                event.bytes(),
                null,
                null,
                event.source(),
                null,
                null);
    }

    @Override
    public FileRecord started(FileEvent.Started event) {
        return null;
    }

    @Override
    public FileRecord progress(FileEvent.Progress event) {
        return null;
    }

    @Override
    public FileRecord completed(FileEvent.Completed event) {
        return new FileRecord(
                search,
                event.file(),
                null,
                null,
                FileRecord.State.COMPLETED,
                event.bytes(),
                event.sha256(),
                event.modified(),
                event.source(),
                event.reason(),
                null);
    }

    @Override
    public FileRecord skipped(FileEvent.Skipped event) {
        return new FileRecord(
                search,
                event.file(),
                null,
                null,
                FileRecord.State.SKIPPED,
                event.bytes(),
                event.sha256(),
                event.modified(),
                null,
                event.reason(),
                null);
    }

    /** A failed attempt changes nothing if another follows. */
    @Override
    public FileRecord failed(FileEvent.Failed event) {
        return event.willRetry()
                ? null
                : new FileRecord(
                        search,
                        event.file(),
                        null,
                        null,
                        FileRecord.State.FAILED,
                        null,
                        null,
                        null,
                        null,
                        null,
                        event.problem());
    }
}
