namespace WorkWell.TestKit;

/// <summary>Answers to every page of the public form from a person who is eligible for help.</summary>
public static class FormAnswers
{
    /// <summary>The answers by page key, of another person each time, so that none is a likely duplicate. A test may override them.</summary>
    public static IReadOnlyDictionary<string, (string Name, string Value)[]> Usual => new Dictionary<string, (string, string)[]>
    {
        ["place"] = [("Way", "postcode"), ("Postcode", "LE1 0ZA")],
        ["practice"] = [("Words", "loughborough"), ("Practice", "Z99002")],
        ["area"] = [("Area", "llr")],
        ["other-area"] = [("Area", "go-over")],
        ["situation"] = [("Situation", "in-work")],
        ["health"] = [("Affects", "yes")],
        ["safety"] = [("Safety", "safe")],
        ["get-help-now"] = [],
        ["weeks-out-of-work"] = [("Number", "12"), ("Unit", "weeks")],
        ["weeks-off-sick"] = [("Number", "6"), ("Unit", "weeks")],
        ["age"] = [("Age", "41")],
        ["can-we-help"] = [],
        ["referrer"] = [("FullName", "Sam Example"), ("Organisation", "Example Works"), ("Role", "Line manager"), ("Email", "sam@referrer.example"),
        ("Phone", "")],
        ["nhs-number"] = [("Number", "")],
        ["referrer/contact-at-work"] = [("Answer", "no")],
        ["referrer/fit-note"] = [("Answer", "yes")],
        ["agreement"] = [("Agreement", "Asha asked me to send this when we met on Monday.")],
        ["referrer/progress"] = [("Answer", "no")],
        ["name"] = [("GivenName", "Asha"), ("FamilyName", FamilyNames.Next())],
        ["birth-date"] = [("BornOn.Day", "27"), ("BornOn.Month", "3"), ("BornOn.Year", "1985")],
        ["contact"] = [("Ways", "email"), ("Ways", "phone"), ("Email", "asha.patel@example.org"), ("Phone", "07700 900123")],
        ["best-way"] = [("Way", "email")],
        ["phone-calls"] = [("Voicemail", "no"), ("Texts", "yes")],
        ["safe-times"] = [("Times", "After 6, not Fridays")],
        ["language"] = [],
        ["support"] = [("Support", "large-print")],
        ["barriers"] = [("Needs", "mental-health"), ("Needs", "money-or-debt")],
        ["health-problem"] = [("Problem", "12")],
        ["meeting"] = [("Ways", "phone")],
        ["gp"] = [("Words", "")],
        ["employer"] = [("Employer", "")],
        ["occupational-health"] = [("Has", "not-sure")],
        ["trial"] = [("Agrees", "yes")],
        ["consent"] = [("Service", "yes"), ("Partners", "yes"), ("Employer", "no"), ("Evaluation", "yes")],
        ["area-question/wants-paid-work"] = [("Answer", "yes")],
        ["area-question/gp-practice-place"] = [("Answer", "dudley")],
        ["area-question/neighbourhood"] = [("Answer", "shard-end-and-kitts-green")],
        ["area-question/looking-for"] = [("Answer", "placement")],
        ["area-question/groups"] = [("Answers", "carer")],
        ["fact/wants-paid-work"] = [("Answer", "yes")],
        ["fact/right-to-work"] = [("Answer", "yes")],
        ["fact/registered-with-gp"] = [("Answer", "yes")],
        ["check-answers"] = [],
    };
}
