using System.Text;

namespace WorkWell.Areas.Tests.Mistakes;

/// <summary>Mistakes in examples.csv of an area from configuration alone.</summary>
internal static class MistakesInExamples
{
    private const string Columns = "name,age,situation,outcome\n";

    public static IEnumerable<PlantedMistake> All =>
    [
        Rows(1, "There is no column \"shoe-size\". The columns are: name,", "name,shoe-size,outcome\nX,9,eligible\n"),
        Rows(1, "The column \"age\" appears twice.", "name,age,age,outcome\nX,40,40,needs-review\n"),
        Rows(1, "The column \"outcome\" is missing.", "name,age\nX,40\n"),
        Rows(2, "\"forty\" under \"age\" is not a whole number.", Columns + "X,forty,in-work,needs-review\n"),
        Rows(2, "\"at-work\" under \"situation\" is not one of in-work, off-sick, out-of-work.", Columns + "X,40,at-work,needs-review\n"),
        Rows(3, "\"maybe\" under \"outcome\" is not one of eligible, needs-review, not-eligible.",
            Columns + "Nothing is known,,,needs-review\nX,40,in-work,maybe\n"),
        Rows(2, "The example has no agreed outcome.", Columns + "X,40,in-work,\n"),
        Rows(2, "The example has no name.", Columns + ",40,in-work,needs-review\n"),
        Rows(3, "Two examples are named \"X\".", Columns + "X,40,in-work,needs-review\nX,41,in-work,needs-review\n"),
        Rows(2, "The row has 3 cells but the first row has 4.", Columns + "X,40,needs-review\n"),
        Rows(null, "The file has no example.", Columns),
        Rows(null, "The file is empty.", ""),
        Rows(3, "\"Helped\" does not give the agreed result: the outcome is NeedsReview",
            Columns + "Nothing is known,,,needs-review\nHelped,40,in-work,eligible\n"),
        Bytes(2, Encoding.Latin1.GetBytes(Columns + "Zoë is not helped,,,needs-review\n")),
        Bytes(3, [.. Encoding.UTF8.GetBytes(Columns + "Nothing is known,,,needs-review\nHelen"), 0x92, .. "s row,,,needs-review\n"u8]),
        Bytes(1, [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Columns + "Nothing is known,,,needs-review\n")]),
        new("examples.csv", null, "The area has neither a plugin nor agreed examples", (config, code) =>
            File.Delete(config.PathOf($"areas/{code}/examples.csv"))),
    ];

    private static PlantedMistake Bytes(int line, byte[] bytes) => new("examples.csv", line, "Here is a letter that is not UTF-8", (config, code) =>
        File.WriteAllBytes(config.PathOf($"areas/{code}/examples.csv"), bytes));

    private static PlantedMistake Rows(int? line, string says, string text) =>
        new("examples.csv", line, says, (config, code) => config.Write($"areas/{code}/examples.csv", text));
}
