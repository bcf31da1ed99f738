using WorkWell.Communications.Contracts;
using WorkWell.Communications.Rendering;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Tests.Rendering;

public sealed class ChannelChoiceTests
{
    private static readonly MessageType AnyWay = MessageTypes.Find("coach-check-in")!;
    private static readonly MessageType ByTextOrEmail = MessageTypes.Find("one-time-code")!;
    private static readonly ContactDetails Everything = Given.Card();

    [Fact]
    public void Somebody_without_a_wish_is_written_to_by_the_types_best_channel()
    {
        Assert.Equal(Channel.Email, ChannelChoice.For(AnyWay, Everything, []).Channel);
        Assert.Equal(Channel.Sms, ChannelChoice.For(ByTextOrEmail, Everything, []).Channel);
    }

    [Theory]
    [InlineData(Channel.Email, "amira@people.example")]
    [InlineData(Channel.Sms, "+447700900123")]
    [InlineData(Channel.Letter, "1 Example Street\nBirmingham\nB9 9ZZ")]
    public void A_wish_is_followed(Channel wish, string to)
    {
        Assert.Equal(new ChannelChoice(wish, to, null), ChannelChoice.For(AnyWay, Given.Card(preferred: wish), []));
    }

    [Fact]
    public void A_wish_that_the_type_does_not_allow_gives_way()
    {
        Assert.Equal(Channel.Sms, ChannelChoice.For(ByTextOrEmail, Given.Card(preferred: Channel.Letter), []).Channel);
    }

    [Fact]
    public void Do_not_contact_by_post_holds_even_when_post_is_all_there_is()
    {
        var card = Everything with { Email = null, Phone = null, Contact = new() { Preferred = Channel.Letter, Stopped = [Channel.Letter] } };

        Assert.Equal(SuppressedBecause.Stopped, ChannelChoice.For(AnyWay, card, []).Suppressed);
    }

    [Fact]
    public void A_stopped_channel_is_passed_over_for_one_that_is_open()
    {
        var card = Everything with { Contact = new() { Preferred = Channel.Sms, Stopped = [Channel.Sms, Channel.Email] } };

        Assert.Equal(Channel.Letter, ChannelChoice.For(AnyWay, card, []).Channel);
    }

    [Fact]
    public void A_dead_address_leads_to_the_next_channel_and_then_to_none()
    {
        Assert.Equal(Channel.Sms, ChannelChoice.For(AnyWay, Everything, [Channel.Email]).Channel);
        Assert.Equal(SuppressedBecause.NoChannel, ChannelChoice.For(AnyWay, Everything, [Channel.Email, Channel.Sms, Channel.Letter]).Suppressed);
    }

    [Fact]
    public void Nobody_is_written_to_without_an_address()
    {
        Assert.Equal(SuppressedBecause.NoChannel, ChannelChoice.For(AnyWay, Everything with { Email = null, Phone = null, AddressLines = [] }, []).Suppressed);
    }

    [Fact]
    public void An_address_only_for_channels_the_type_never_takes_says_so()
    {
        Assert.Equal(SuppressedBecause.TypeNotForChannel, ChannelChoice.For(ByTextOrEmail, Everything with { Email = null, Phone = null }, []).Suppressed);
    }

    [Theory]
    [InlineData("+447700900123", true)]
    [InlineData("+353871234567", true)]
    [InlineData("+441214960000", false)]
    [InlineData("+447012345678", false)]
    [InlineData("07700900123", false)]
    [InlineData("+4477009001234567", false)]
    [InlineData("+44770090O123", false)]
    public void Only_numbers_that_take_texts_are_sent_one(string phone, bool takesTexts)
    {
        var choice = ChannelChoice.For(AnyWay, Everything with { Email = null, AddressLines = [], Phone = phone }, []);

        Assert.Equal(takesTexts, choice.Suppressed is null);
    }

    [Theory]
    [InlineData("amira@people.example", true)]
    [InlineData("amira@people.example\r\nBcc: all@people.example", false)]
    [InlineData("amira@people.example, second@people.example", false)]
    [InlineData("am ira@people.example", false)]
    [InlineData("amira@@people.example", false)]
    [InlineData("@people.example", false)]
    [InlineData("amira", false)]
    public void An_address_that_could_break_a_header_is_none(string email, bool isOne)
    {
        Assert.Equal(isOne, ChannelChoice.For(AnyWay, Everything with { Email = email, Phone = null, AddressLines = [] }, []).Suppressed is null);
        Assert.Equal(isOne, ChannelChoice.For(MessageTypes.Find("offer-to-partner")!, email, []).Suppressed is null);
    }

    [Fact]
    public void Nothing_is_rendered_for_somebody_who_stopped_it()
    {
        var card = Given.Card() with { Contact = new() { Stopped = [Channel.Email, Channel.Sms, Channel.Letter] } };

        // The area does not exist, so any lookup would fail.
        var outcome = Given.Renderer().Render(Given.Message("coach-check-in") with { Card = card, Area = "nowhere" });

        Assert.Equal(new RenderOutcome.Suppressed(SuppressedBecause.Stopped), outcome);
    }
}
