// Asks veraPDF's core whether files keep to PDF/UA-1. Arguments: files. For each broken rule it prints the file, the
// clause, how often and why; then how many files it judged. `java -cp ... PdfUa.java FILE...` compiles it as it runs.
import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class PdfUa {
    public static void main(String[] paths) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        int judged = 0;
        for (String path : paths) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), PDFAFlavour.PDFUA_1);
                 PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
                ValidationResult result = validator.validate(parser);
                Map<String, Integer> broken = new TreeMap<>();
                for (TestAssertion each : result.getTestAssertions())
                    if (each.getStatus() == TestAssertion.Status.FAILED)
                        broken.merge(each.getRuleId().getClause() + ": " + each.getMessage(), 1, Integer::sum);
                if (broken.isEmpty() && !result.isCompliant()) broken.put("not compliant", 1);
                broken.forEach((rule, times) -> System.out.println(path + ": " + times + " times " + rule));
                if (result.getTotalAssertions() > 0) judged++;
            }
        }
        System.out.println("judged " + judged);
    }
}
