using System.Security.Cryptography;
using System.Text;
using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>An unfinished form of one referral source.</summary>
internal sealed record Draft
{
    /// <summary>How long an unsaved form is stored: the computer may be shared.</summary>
    public static TimeSpan Waits { get; } = TimeSpan.FromHours(24);

    /// <summary>How long a form is stored once a link to it was sent.</summary>
    public static TimeSpan WaitsWhenSaved { get; } = TimeSpan.FromDays(14);

    public required Guid Id { get; init; }

    public required ReferralSource ReferralSource { get; init; }

    /// <summary>The area as it was found last, or the national desk.</summary>
    public string Area { get; init; } = WorkWell.Areas.Contracts.Area.National;

    public DraftAnswers Answers { get; init; } = new();

    /// <summary>The reference, once the form has been sent; the answers are gone then.</summary>
    public string? Reference { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The idempotency key: a form sent twice is one referral.</summary>
    public IdempotencyKey IdempotencyKey => new(Id, SHA256.HashData(Id.ToByteArray()));
}

/// <summary>What has been answered so far.</summary>
internal sealed record DraftAnswers
{
    /// <summary>The referral so far.</summary>
    public NewReferral Given { get; init; } = new();

    /// <summary>How the person's place is known.</summary>
    public PlaceWay? PlaceWay { get; init; }

    /// <summary>The questions that were answered, or left where that is allowed, by key.</summary>
    public IReadOnlyList<string> Answered { get; init; } = [];

    public bool Has(string question) => Answered.Contains(question);

    public DraftAnswers With(string question) => Has(question) ? this : this with { Answered = [.. Answered, question] };

    public DraftAnswers Without(string question) => this with { Answered = [.. Answered.Where(answered => answered != question)] };

    public DraftAnswers Give(Func<NewReferral, NewReferral> change) => this with { Given = change(Given) };

    public DraftAnswers GivePerson(Func<PersonInput, PersonInput> change) => Give(given => given with { Person = change(given.Person) });

    public DraftAnswers GiveContact(Func<ContactInput, ContactInput> change) => GivePerson(person => person with { Contact = change(person.Contact) });

    public DraftAnswers GiveReferrer(Func<ReferrerInput, ReferrerInput> change) => Give(given => given with { Referrer = change(given.Referrer ?? new()) });

    public DraftAnswers GiveWork(Func<WorkInput, WorkInput> change) => Give(given => given with { Work = change(given.Work) });
}

/// <summary>How the place of living is given.</summary>
internal enum PlaceWay
{
    /// <summary>By postcode.</summary>
    Postcode,

    /// <summary>By GP practice.</summary>
    Practice,

    /// <summary>Neither is known.</summary>
    Unknown,
}

/// <summary>A random secret for a cookie or a link, stored only as a hash.</summary>
internal static class OpaqueKey
{
    public const int Length = 43;

    public static string Make() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>What is stored of a key; null for a text that cannot be one.</summary>
    public static Guid? HashToId(string? key) =>
        key is { Length: Length } && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        ? new Guid(SHA256.HashData(Encoding.ASCII.GetBytes(key)).AsSpan(0, 16)) : null;
}
