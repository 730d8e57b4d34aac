package dev.voyage.preview;

import dev.voyage.preview.fits.CelestialWcs;
import dev.voyage.preview.fits.FitsFault;
import dev.voyage.preview.fits.FitsSource;
import dev.voyage.preview.fits.HduFinder;
import dev.voyage.preview.fits.HeaderText;
import dev.voyage.preview.fits.HeaderUnit;
import dev.voyage.preview.fits.PixelImage;
import dev.voyage.preview.fits.TableReader;
import dev.voyage.preview.picture.PictureWriter;
import dev.voyage.preview.picture.WcsJson;
import dev.voyage.preview.plot.CurvePlot;
import dev.voyage.preview.plot.HistogramPlot;
import dev.voyage.problem.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/** Makes previews of FITS files. Blocks. */
public final class FilePreview {

    private FilePreview() {}

    /**
     * @param file is closed with it
     * @param work stops it at its bounds
     * @throws Problem {@code BAD_PARAMETER} if the file has no such unit or column; {@code NO_PREVIEW} if the file is none
     *     that can be read, or beyond the bounds
     * @throws IOException if the disk fails
     * @throws java.util.concurrent.CancellationException if the work is cancelled
     */
    public static Preview of(SeekableByteChannel file, PreviewRequest request, PreviewWork work) throws IOException {
        try (FitsSource source = FitsSource.open(file, work)) {
            return new Preview(request.kind().mediaType(), bytes(source, request));
        } catch (EOFException truncated) {
            throw FitsFault.of("the file ends too early", truncated);
        } catch (ZipException damaged) {
            throw FitsFault.of("the file's gzip data are damaged", damaged);
        }
    }

    private static byte[] bytes(FitsSource source, PreviewRequest request) throws IOException {
        if (request.kind() == PreviewKind.HEADERS) {
            return HeaderText.of(source).getBytes(StandardCharsets.US_ASCII);
        }
        var finder = new HduFinder(source);
        if (request.kind() == PreviewKind.PNG || request.kind() == PreviewKind.WCS) {
            HeaderUnit unit = finder.find(request.hdu(), HeaderUnit::isPicture, "image of two or more axes");
            PixelImage image = PixelImage.of(source, unit);
            return request.kind() == PreviewKind.PNG
                    ? PictureWriter.png(image, unit.name(), request.size(), request.stretch())
                    : WcsJson.of(CelestialWcs.of(unit), unit.index(), image.width(), image.height(), request.size());
        }
        HeaderUnit unit = finder.find(request.hdu(), HeaderUnit::hasRows, "binary table with rows");
        var table = new TableReader(source, unit);
        return request.kind() == PreviewKind.HISTOGRAM
                ? HistogramPlot.json(table, unit.index(), request.column(), request.bins())
                : CurvePlot.json(table, unit.index(), request.column(), request.bins());
    }
}
