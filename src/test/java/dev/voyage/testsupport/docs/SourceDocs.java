package dev.voyage.testsupport.docs;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** The documentation comments of one source file, as Markdown. */
public final class SourceDocs {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Pattern CODE = Pattern.compile("\\{@(?:code|link)\\s+((?:[^{}]|\\{[^{}]*})*)}");

    private final Map<String, String> comments = new HashMap<>();

    private SourceDocs() {}

    /** The comments of the file in which a type of the main program is declared. */
    public static SourceDocs of(Class<?> type) throws IOException {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        Path file = MAIN.resolve(outermost.getName().replace('.', '/') + ".java");
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, problem -> {}, List.of("-proc:none"), null, files.getJavaFileObjects(file));
            var docs = new SourceDocs();
            for (CompilationUnitTree unit : task.parse()) {
                docs.new Scanner(DocTrees.instance(task)).scan(unit, null);
            }
            return docs;
        }
    }

    /**
     * The comment of a method or field.
     *
     * @return one line of Markdown
     */
    public String of(Class<?> type, String member) {
        String key = type.getSimpleName() + "." + member;
        String comment = comments.get(key);
        if (comment == null) {
            throw new AssertionError(key + " has no documentation comment");
        }
        return CODE.matcher(comment.strip().replaceAll("\\s+", " ")).replaceAll("`$1`");
    }

    private final class Scanner extends TreePathScanner<Void, Void> {

        private final DocTrees trees;
        private final Deque<String> types = new ArrayDeque<>();

        Scanner(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            types.push(type.getSimpleName().toString());
            super.visitClass(type, null);
            types.pop();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            remember(method.getName().toString());
            return super.visitMethod(method, null);
        }

        @Override
        public Void visitVariable(VariableTree field, Void none) {
            remember(field.getName().toString());
            return super.visitVariable(field, null);
        }

        private void remember(String member) {
            TreePath path = getCurrentPath();
            String comment = trees.getDocComment(path);
            if (comment != null) {
                comments.put(types.peek() + "." + member, comment);
            }
        }
    }
}
