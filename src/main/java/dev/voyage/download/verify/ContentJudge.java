package dev.voyage.download.verify;

import dev.voyage.download.content.BodyFacts;
import dev.voyage.download.content.BodyForm;
import dev.voyage.download.content.FileSignature;
import dev.voyage.download.content.FirstBytes;
import dev.voyage.download.content.NameTypes;
import dev.voyage.problem.QuotedText;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges by its first bytes whether a body can be the file that its name promises. For a name with a signature, the signature
 * decides alone; under any other name only typical error bodies are in question: a web page, an object store's error, JSON, a
 * sentence.
 *
 * @param facts taken from the response head
 */
public record ContentJudge(StreamInspection seen, NameTypes name, BodyFacts facts) {

    private static final Pattern INDEX = Pattern.compile(
            "(?i)<title>\\s*(?:index of|directory listing|listing of|directory:|listing directory|\\[dir])");

    private static final String PAGE = "a web page came instead of the file";

    private static final int LONGEST_SENTENCE = 2048;
    private static final int LONGEST_WORD = 100; // a sentence may contain a URL
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\.?\\d[-+.:\\deE]*");
    private static final Pattern SIGNED_CHUNK =
            Pattern.compile("[0-9a-fA-F]{1,16};chunk-signature=[0-9a-fA-F]{64}\r\n(?s:.*)");
    private static final Pattern UNSIGNED_CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})\r\n(?s:.*)");
    private static final Pattern EXCUSE = Pattern.compile(
            "(?is)\\{\\s*\"(?:errors?|error_?(?:code|message|description)|message|detail|code|status|status_?code"
                    + "|fault|timestamp|type|title)\"\\s*:.*");

    /**
     * A fault in the content, and how certain it is.
     *
     * @param indexPage whether it is the page of a directory
     */
    public record Finding(String what, Certainty certainty, boolean indexPage) {}

    /** The certainty of a finding, which determines the consequence. */
    enum Certainty {
        /** Not the file, and fetched once more: the name promises another beginning. */
        SIGNATURE,
        /** Not the file: servers in trouble send such bodies. */
        EXCUSE,
        /** Possibly the file: the same bytes a second time are accepted. */
        DOUBT
    }

    /**
     * The fault in the bytes received so far.
     *
     * @param whole whether the bytes are complete; if not, only findings that further bytes cannot change are returned
     */
    public Optional<Finding> finding(boolean whole) {
        FirstBytes first = seen.first();
        Optional<FileSignature> signature = name.signature();
        if (first.length() == 0) {
            return signature.filter(it -> whole).map(it -> new Finding("an empty file came", Certainty.DOUBT, false));
        } else if (!whole && (seen.beginsAsGzip() || !first.isFull())) {
            return Optional.empty(); // the content of a gzip file is judged when the file has proved complete
        }
        Optional<Finding> excuse = excuse(name, first, whole ? seen.bytes() : Long.MAX_VALUE);
        if (signature.isPresent() && !fits(signature.get(), first)) {
            return Optional.of(unlike(signature.get(), first, excuse));
        }
        boolean zip = signature.filter(FileSignature::isGzip).isPresent() && seen.isWholeGzip();
        return zip ? excuse.or(this::inside) : excuse;
    }

    /** Judges the decompressed content. */
    private Optional<Finding> inside() {
        FirstBytes first = seen.firstUnzipped();
        NameTypes inner = name.unzipped();
        if (first.length() == 0) {
            return Optional.empty();
        }
        Optional<Finding> excuse = excuse(inner, first, seen.bytes());
        return inner.signature()
                .filter(it -> !it.fits(first))
                .map(it -> unlike(it, first, excuse))
                .or(() -> excuse);
    }

    /**
     * A complete gzip of such a file is accepted as one. A server that says that it stores the file compressed may send it
     * decompressed.
     */
    private boolean fits(FileSignature signature, FirstBytes first) {
        if (signature.fits(first)) {
            return true;
        } else if (signature.isGzip()) {
            Optional<FileSignature> inner = name.unzipped().signature();
            return facts.storedZipped() && inner.map(it -> it.fits(first)).orElse(true);
        }
        return seen.isWholeGzip() && signature.fits(seen.firstUnzipped());
    }

    private Finding unlike(FileSignature signature, FirstBytes first, Optional<Finding> excuse) {
        String what = excuse.map(Finding::what)
                .orElseGet(() -> quoting("it does not begin as " + signature.format() + " files do", first));
        Certainty certainty = isArchivesOwn(signature, first, excuse) ? Certainty.DOUBT : Certainty.SIGNATURE;
        return new Finding(what, certainty, excuse.isPresent() && excuse.get().indexPage());
    }

    /**
     * Archives keep files that are not FITS, or not an image, under names that promise it. If such bytes are sent as a stored
     * file, with a validator and no other type than that of the name, and are received twice, they are the archive's; an error
     * body, a gzip file or zeros are not, nor is a text under the name of an image.
     */
    private boolean isArchivesOwn(FileSignature signature, FirstBytes first, Optional<Finding> excuse) {
        BodyForm form = BodyForm.of(first);
        boolean isText = form == BodyForm.TEXT && (signature.isImage() || isSentence(first, seen.bytes()));
        boolean excused = isText || (form != BodyForm.OTHER && form != BodyForm.TEXT);
        return (signature.isFits() || signature.isImage())
                && facts.isStoredAs(signature)
                && excuse.isEmpty()
                && !excused
                && !seen.beginsAsGzip()
                && !first.isZeros();
    }

    private String quoting(String what, FirstBytes first) {
        String coding = facts.codings().toString();
        return what + ": it begins with " + first.quoted()
                + (coding.isEmpty() ? "" : ", its Content-Encoding is " + QuotedText.of(coding));
    }

    private Optional<Finding> excuse(NameTypes of, FirstBytes first, long bytes) {
        NameTypes.NameKind kind = of.kind();
        boolean table = kind == NameTypes.NameKind.DATA;
        boolean reading = table || kind == NameTypes.NameKind.TEXT;
        boolean often = of.isOftenFits();
        if (facts.codings().isSignedChunks() && isChunk(first, bytes)) {
            return found("signed chunks of an upload came instead of the file", first, Certainty.EXCUSE);
        }
        return switch (BodyForm.of(first)) {
            case STORE_ERROR -> found("an object store's error came instead of the file", first, Certainty.EXCUSE);
            case HTML ->
                switch (kind) {
                    case PAGE -> Optional.empty();
                    case ANY -> found(PAGE, first, isIndex(first) ? Certainty.EXCUSE : Certainty.DOUBT);
                    case TEXT ->
                        found(PAGE, first, isPageByType() || isIndex(first) ? Certainty.EXCUSE : Certainty.DOUBT);
                    case XML, JSON, DATA -> found(PAGE, first, Certainty.EXCUSE);
                };
            case PAGE_PIECE -> {
                if (kind == NameTypes.NameKind.ANY && facts.isHtml()) {
                    yield found(PAGE, first, isIndex(first) ? Certainty.EXCUSE : Certainty.DOUBT);
                }
                boolean page = often || kind == NameTypes.NameKind.JSON || (reading && isPageByType());
                yield page ? found(PAGE, first, Certainty.EXCUSE) : Optional.empty();
            }
            case XML ->
                often || (reading && facts.isXml())
                        ? found("an XML document came instead of the file", first, Certainty.EXCUSE)
                        : Optional.empty();
            case JSON -> {
                boolean typed = facts.isJson() && (reading || kind == NameTypes.NameKind.XML);
                boolean error = table && EXCUSE.matcher(first.text()).matches() && bytes <= LONGEST_SENTENCE;
                yield often || typed || error
                        ? found("a JSON document came instead of the file", first, Certainty.EXCUSE)
                        : Optional.empty();
            }
            case TEXT ->
                (often || (table && facts.isHtml())) && isSentence(first, bytes)
                        ? found("a sentence came instead of the file", first, Certainty.EXCUSE)
                        : Optional.empty();
            case OTHER -> Optional.empty();
        };
    }

    private Optional<Finding> found(String what, FirstBytes first, Certainty certainty) {
        return Optional.of(new Finding(quoting(what, first), certainty, what.equals(PAGE) && isIndex(first)));
    }

    /** The page of a directory, linked without a trailing slash; no file begins with such a title. */
    private static boolean isIndex(FirstBytes first) {
        return INDEX.matcher(first.text()).find();
    }

    /** A server sends a text file with its own media type, and an error body with that of a web page. */
    private boolean isPageByType() {
        return facts.isHtml() || facts.type().isEmpty();
    }

    /** The chunk framing of AWS signature version 4 uploads; its first line alone may be a file's content. */
    private static boolean isChunk(FirstBytes first, long bytes) {
        String text = first.text();
        var unsigned = UNSIGNED_CHUNK.matcher(text);
        if (SIGNED_CHUNK.matcher(text).matches()) {
            return true;
        } else if (!unsigned.matches()) {
            return false;
        }
        int head = unsigned.group(1).length() + 2;
        long end = head + Long.parseLong(unsigned.group(1), 16);
        return end + 1 < first.length()
                ? first.at((int) end) == '\r' && first.at((int) end + 1) == '\n'
                : first.isFull() && end < bytes;
    }

    /** Short, made of words, and not a row of numbers. */
    private static boolean isSentence(FirstBytes first, long bytes) {
        String text = first.text();
        long letters = text.chars().filter(Character::isLetter).count();
        long digits = text.chars().filter(Character::isDigit).count();
        return bytes <= LONGEST_SENTENCE
                && letters >= 3
                && text.lines()
                        .flatMap(line -> Arrays.stream(line.split("\\s+", -1)))
                        .allMatch(word -> word.length() <= LONGEST_WORD)
                && digits * 2 <= letters
                && text.lines().noneMatch(ContentJudge::isRow);
    }

    private static boolean isRow(String line) {
        return Arrays.stream(line.split("[\\s,;|]+", -1))
                        .filter(word -> NUMBER.matcher(word).matches())
                        .count()
                >= 2;
    }
}
