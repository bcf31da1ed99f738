using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Why the rest of a file was not read, in the reader's language.</summary>
internal static class BulkWords
{
    public static Text Of(ITexts texts, BulkStop stopped) => stopped.Key switch
    {
        "bulk.file-rows" => texts["bulk.file-rows", ("number", stopped.Row)],
        "bulk.file-bad-rows" => texts["bulk.file-bad-rows", ("number", stopped.Row)],
        "bulk.file-columns" => texts["bulk.file-columns", ("limit", BulkFile.MaxColumns)],
        "bulk.file-quotes" => texts["bulk.file-quotes", ("number", stopped.Row)],
        { } key when stopped.Headings is { } headings => texts[key, ("headings", headings)],
        { } key => texts[key],
    };
}
