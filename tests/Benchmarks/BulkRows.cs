using System.Globalization;
using System.Text;

namespace WorkWell.Benchmarks;

/// <summary>Rows of invented people who are all different, so none is a likely duplicate.</summary>
internal static class BulkRows
{
    public const int RowsInPart = 500;

    private static int next;

    public static IReadOnlyList<string> Columns { get; } =
    [
        "your_reference", "given_name", "family_name", "date_of_birth", "email", "phone", "postcode", "work_situation", "weeks_off_sick", "health_affects_work",
        "at_risk_of_losing_job", "needs", "referrer_name", "referrer_email", "agreement",
    ];

    public static string Headings { get; } = string.Join(',', Columns) + "\r\n";

    public static int Next() => Interlocked.Increment(ref next);

    /// <summary>The given number of new rows, in chunks of a few hundred.</summary>
    public static IEnumerable<string> Parts(int rows)
    {
        var part = new StringBuilder();
        for (var i = 1; i <= rows; i++)
        {
            var n = Next();
            part.Append(CultureInfo.InvariantCulture,
                $"B-{n},Rosa{Letters(n)},Example,{BornOn(n):dd/MM/yyyy},rosa{n}@people.example,{Phone(
                n)},LE1 0ZA,off-sick,6,yes,yes,pain-or-movement; talking-to-employer,Sam Example,sam@referrer.example,She asked me to send this\r\n");
            if (i % RowsInPart != 0 && i != rows) continue;
            yield return part.ToString();
            part.Clear();
        }
    }

    public static string Letters(int n) => string.Concat(n.ToString(CultureInfo.InvariantCulture).Select(digit => (char)(digit - '0' + 'a')));

    public static DateOnly BornOn(int n) => new DateOnly(1960, 1, 1).AddDays(n % 15_000);

    public static string Phone(int n) => string.Create(CultureInfo.InvariantCulture, $"07{n % 1_000_000_000:000000000}");
}
