package dev.voyage.resolve;

import dev.voyage.fuzz.Corpus;
import dev.voyage.fuzz.FuzzTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sesame documents: each yields a position on the sky or none, or is rejected. */
public final class SesameFuzz implements FuzzTarget {

    @Override
    public String name() {
        return "sesame";
    }

    @Override
    public List<byte[]> seeds() {
        var seeds = new ArrayList<byte[]>(Corpus.recorded("01-sesame", "reconstructed/sesame"));
        seeds.addAll(Corpus.texts("<Sesame><Target><Resolver name='S=Simbad (x)'><jradeg>1</jradeg><jdedeg>2</jdedeg>"
                + "<oname>{HIP} 1</oname><otype>*</otype></Resolver></Target></Sesame>"));
        return seeds;
    }

    @Override
    public List<String> words() {
        return List.of(
                "<Resolver name=\"S=Simbad\">",
                "</Resolver>",
                "<jradeg>",
                "</jradeg>",
                "<jdedeg>",
                "</jdedeg>",
                "<oname>",
                "</oname>",
                "<Sesame>",
                "</Sesame>",
                "<Target>",
                "<INFO>",
                "<alias>",
                "<!DOCTYPE a SYSTEM 'x'>",
                "<!ENTITY a SYSTEM 'file:///etc/passwd'>",
                "<![CDATA[",
                "]]>",
                "<!--",
                "-->",
                "xsi:a='b'",
                "&a;",
                "0x1p3",
                "Infinity",
                "360",
                "-90.0000001",
                "1d",
                "1f",
                "<?xml version='1.0' encoding='UTF-7'?>",
                "<?xml version='1.1'?>",
                "encoding='x'",
                "=((((");
    }

    @Override
    public String take(byte[] input, Random dice) {
        return SesameDocument.read(input)
                .map(answered -> "known " + (answered.type() == null) + (answered.mainName() == null))
                .orElse("unknown");
    }
}
