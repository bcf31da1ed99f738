using System.Collections.Frozen;

namespace WorkWell.Communications.Texts;

/// <summary>
/// Unicode's plural rules (CLDR) for whole numbers below a million, by language. A language that is not listed has one form for every number, as Unicode
/// says of languages it does not know. The test compares them with those of ICU.
/// </summary>
internal static class PluralRules
{
    private sealed record Rule(string Languages, string[] Forms, Func<int, string> FormOf);

    private static readonly Rule Same = new("", ["other"], _ => "other");

    private static readonly FrozenDictionary<string, Rule> ByLanguage = Rules
        .SelectMany(rule => rule.Languages.Split(' ').Select(language => KeyValuePair.Create(language, rule))).ToFrozenDictionary();

    /// <summary>The forms that a text with a number needs in a language.</summary>
    public static IReadOnlyList<string> FormsOf(string language) => Of(language).Forms;

    /// <summary>The form of a number.</summary>
    public static string FormOf(string language, int number) => Of(language).FormOf(number);

    private static Rule Of(string tag) => ByLanguage.GetValueOrDefault(tag.Split('-')[0], Same);

    private static IEnumerable<Rule> Rules =>
    [
        new("""
            af sq an asa ast az bal eu bem bez bg brx ce cgg chr ckb syr da de dv mn nl ee et el en eo fo fi fy fur om ka gl gsw ha haw hu ia ie io yi
            jgo jmc kaj kl ks kk kcg ky kkj ku ksb lb lg lij ml mr mas mgo nah nb nr nd ne nn nnh no ny nyn or os pap ps rm rof rwk saq sc sd sdh seh sn
            so st ss ssy sv sw ta te teo tig tk tn tr ts ug ur uz ve vo vun wae xh xog ca es it lld scn vec
            """.ReplaceLineEndings(" "), ["one", "other"], n => n == 1 ? "one" : "other"),
        new("ak am hy as bn bho csw doi fa ff kok gu guw hi kab kn ln mg nso pa pcm si ti wa zu fr pt", ["one", "other"], n => n <= 1 ? "one" : "other"),
        new("is mk", ["one", "other"], n => IsOne(n) ? "one" : "other"),
        new("ceb fil", ["one", "other"], n => n % 10 is 4 or 6 or 9 ? "other" : "one"),
        new("tzm", ["one", "other"], n => n is <= 1 or (>= 11 and <= 99) ? "one" : "other"),
        new("he iu naq sat se sma smi smj smn sms", ["one", "two", "other"], n => n switch { 1 => "one", 2 => "two", _ => "other" }),
        new("blo cv ksh lag", ["zero", "one", "other"], n => n switch { 0 => "zero", 1 => "one", _ => "other" }),
        new("lv prg", ["zero", "one", "other"], n => n % 10 == 0 || n % 100 is >= 11 and <= 19 ? "zero" : IsOne(n) ? "one" : "other"),
        new("cs sk", ["one", "few", "other"], n => n switch { 1 => "one", >= 2 and <= 4 => "few", _ => "other" }),
        new("bs hr sr", ["one", "few", "other"], n => IsOne(n) ? "one" : IsFew(n) ? "few" : "other"),
        new("ro", ["one", "few", "other"], n => n == 1 ? "one" : n == 0 || n % 100 is >= 1 and <= 19 ? "few" : "other"),
        new("lt", ["one", "few", "other"],
            n => IsOne(n) ? "one" : n % 10 >= 2 && n % 100 is not (>= 11 and <= 19) ? "few" : "other"),
        new("shi", ["one", "few", "other"], n => n switch { <= 1 => "one", <= 10 => "few", _ => "other" }),
        new("be ru uk", ["one", "few", "many"], n => IsOne(n) ? "one" : IsFew(n) ? "few" : "many"),
        new("pl", ["one", "few", "many"], n => n == 1 ? "one" : IsFew(n) ? "few" : "many"),
        new("dsb hsb sl", ["one", "two", "few", "other"], n => (n % 100) switch { 1 => "one", 2 => "two", 3 or 4 => "few", _ => "other" }),
        new("gd", ["one", "two", "few", "other"], n => n switch { 1 or 11 => "one", 2 or 12 => "two", >= 3 and <= 19 => "few", _ => "other" }),
        new("gv", ["one", "two", "few", "other"], n => n % 10 == 1 ? "one" : n % 10 == 2 ? "two" : n % 20 == 0 ? "few" : "other"),
        new("sgs", ["one", "two", "few", "other"],
            n => n == 2 ? "two" : IsOne(n) ? "one" : n % 10 >= 2 && n % 100 is not (>= 11 and <= 19) ? "few" : "other"),
        new("ga", ["one", "two", "few", "many", "other"],
            n => n switch { 1 => "one", 2 => "two", >= 3 and <= 6 => "few", >= 7 and <= 10 => "many", _ => "other" }),
        new("mt", ["one", "two", "few", "many", "other"], n => n switch
        {
            1 => "one",
            2 => "two",
            _ => (n % 100) switch { 0 when n > 0 => "other", <= 10 when n % 100 >= 3 || n == 0 => "few", >= 11 and <= 19 => "many", _ => "other" },
        }),
        new("br", ["one", "two", "few", "other"], n => (n % 10, n % 100) switch
        {
            (1, not (11 or 71 or 91)) => "one",
            (2, not (12 or 72 or 92)) => "two",
            (3 or 4 or 9, not ((>= 10 and <= 19) or (>= 70 and <= 79) or (>= 90 and <= 99))) => "few",
            _ => "other",
        }),
        new("cy", ["zero", "one", "two", "few", "many", "other"],
            n => n switch { 0 => "zero", 1 => "one", 2 => "two", 3 => "few", 6 => "many", _ => "other" }),
        new("kw", ["zero", "one", "two", "few", "many", "other"], n => n switch
        {
            0 => "zero",
            1 => "one",
            _ => (n % 100) switch
            {
                2 or 22 or 42 or 62 or 82 => "two",
                _ when n % 100_000 == 0 || (n % 1000 == 0 && n % 100_000 is (>= 1000 and <= 20_000) or 40_000 or 60_000 or 80_000) => "two",
                3 or 23 or 43 or 63 or 83 => "few",
                1 or 21 or 41 or 61 or 81 => "many",
                _ => "other",
            },
        }),
        new("ar ars", ["zero", "one", "two", "few", "many", "other"], n => n switch
        {
            0 => "zero",
            1 => "one",
            2 => "two",
            _ => (n % 100) switch { >= 3 and <= 10 => "few", >= 11 => "many", _ => "other" },
        }),
    ];

    // 1, 21, 31, but not 11.
    private static bool IsOne(int n) => n % 10 == 1 && n % 100 != 11;

    // 2 to 4, 22 to 24, but not 12 to 14.
    private static bool IsFew(int n) => n % 10 is >= 2 and <= 4 && n % 100 is not (>= 12 and <= 14);
}
